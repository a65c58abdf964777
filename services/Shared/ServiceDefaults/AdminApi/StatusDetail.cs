using Microsoft.AspNetCore.Http;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>Details of refusals that come from routing or authentication, which give a status only.</summary>
internal static class StatusDetail
{
    public const string NotJson = "The request body must be JSON, with the media type application/json.";

    /// <summary>Adds the detail to problem details that have none.</summary>
    public static void Add(ProblemDetailsContext context) => context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
    {
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden
            when RefusalDetail.Of(context.HttpContext) is { } detail => detail,
        StatusCodes.Status401Unauthorized => "The request needs the admin key or a machine key: 'Authorization: Bearer …'.",
        StatusCodes.Status404NotFound => "The admin API has nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => $"This address does not support {context.HttpContext.Request.Method}.",
        StatusCodes.Status429TooManyRequests => "Too many requests from this address had no valid key. Try again in a minute.",
        StatusCodes.Status415UnsupportedMediaType => NotJson,
        _ => null,
    };
}
