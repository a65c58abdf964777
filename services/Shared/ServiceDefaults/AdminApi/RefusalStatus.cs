using Microsoft.AspNetCore.Http;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Errors;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>The HTTP status of an exception in the admin API.</summary>
internal static class RefusalStatus
{
    public static int Of(Exception failure) => failure switch
    {
        AdminException refused => refused.Status,
        ScimException refused => refused.Status,
        BadHttpRequestException refused => refused.StatusCode,
        DocumentConcurrencyException => StatusCodes.Status409Conflict,
        StoreUnavailableException or StoreTimeoutException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The status, with what the serializer throws while the request is bound.</summary>
    public static int Of(Exception failure, HttpContext context) => failure switch
    {
        ArgumentException when BindingPhase.IsRunning(context) => StatusCodes.Status400BadRequest,
        InvalidOperationException when BindingPhase.IsRunning(context) => StatusCodes.Status415UnsupportedMediaType,
        _ => Of(failure),
    };
}
