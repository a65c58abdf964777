using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Errors;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>Turns refusals of the admin API into problem details (RFC 9457). Any other exception is a 500, and is logged.</summary>
internal sealed class AdminExceptionHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, detail) = exception switch
        {
            AdminException refused => (refused.Status, refused.Message),
            ScimException refused => (refused.Status, refused.Message),
            StoreTimeoutException => (StatusCodes.Status503ServiceUnavailable, $"{exception.Message} Narrow the filter."),
            StoreUnavailableException => (StatusCodes.Status503ServiceUnavailable, "The store can't be reached; try again later."),
            _ => (StatusCodes.Status500InternalServerError, null),
        };
        if (detail is null)
            return false;
        await TypedResults.Problem(detail, statusCode: status).ExecuteAsync(httpContext);
        return true;
    }
}
