using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>Maps exceptions to SCIM errors, and logs those that are the service's fault.</summary>
internal static class ScimExceptionMapper
{
    public static ScimException Map(Exception e, ILogger logger)
    {
        switch (e)
        {
            case ScimException error:
                return error;
            case BadHttpRequestException bad:
                return new ScimException(bad.StatusCode, null, bad.Message);
            case DirectoryConflictException:
                return new ScimException(503, null, e.Message);
            case StoreTimeoutException:
                logger.LogWarning(e, "SCIM request stopped: its query took too long");
                return new ScimException(
                    503,
                    null,
                    $"{e.Message} Try again, ask for fewer (count), or narrow the filter: eq and sw on indexed attributes, "
                        + "such as userName, are fast.");
            case StoreUnavailableException:
                logger.LogError(e, "SCIM request failed: store unavailable");
                return new ScimException(
                    503, null, "The directory is temporarily unavailable. The change may not have been stored; try again.");
            default:
                logger.LogError(e, "SCIM request failed");
                return new ScimException(500, null, "An internal error occurred and was logged. The request itself may be valid.");
        }
    }
}
