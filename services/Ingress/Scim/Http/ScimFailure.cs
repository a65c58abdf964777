using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>Says in SCIM's words why something failed, and logs what the service itself is to blame for.</summary>
internal static class ScimFailure
{
    public static ScimException Of(Exception e, ILogger logger)
    {
        switch (e)
        {
            case ScimException refusal:
                return refusal;
            case BadHttpRequestException bad:
                return new ScimException(bad.StatusCode, null, bad.Message);
            case DirectoryConflictException:
                return new ScimException(503, null, e.Message);
            case StoreUnavailableException:
                logger.LogError(e, "A SCIM request failed as the store is away");
                return new ScimException(503, null, "The directory can't be reached at the moment; nothing is known to have changed. Try again.");
            default:
                logger.LogError(e, "A SCIM request failed");
                return new ScimException(500, null, "The request failed for a reason that is not its own. It was logged.");
        }
    }
}
