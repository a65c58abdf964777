using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Errors;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>Turns refusals of the admin API into problem details (RFC 9457). Any other exception is a 500, and is logged.</summary>
internal sealed class AdminExceptionHandler : IExceptionHandler
{
    /// <summary>Value of <c>Retry-After</c> in seconds, when a service or the store does not respond.</summary>
    private const string RetryAfter = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, detail) = exception switch
        {
            AdminException refused => (refused.Status, refused.Message),
            ScimException refused => (refused.Status, refused.Message),
            BadHttpRequestException refused =>
                (refused.StatusCode, await BindingFailure.DescribeAsync(httpContext, refused, cancellationToken)),
            ArgumentException when BindingPhase.IsRunning(httpContext) => (StatusCodes.Status400BadRequest, BindingFailure.NameTwice),
            InvalidOperationException when BindingPhase.IsRunning(httpContext) =>
                (StatusCodes.Status415UnsupportedMediaType, BindingFailure.UnknownCharset),
            DocumentConcurrencyException => (StatusCodes.Status409Conflict, "Somebody else changed it at the same time; try again."),
            StoreTimeoutException => (StatusCodes.Status503ServiceUnavailable, $"{exception.Message} Narrow the filter."),
            StoreUnavailableException => (StatusCodes.Status503ServiceUnavailable, "The store can't be reached; try again later."),
            _ => (StatusCodes.Status500InternalServerError, null),
        };
        if (detail is null)
            return false;
        if (status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = RetryAfter;
        var members = exception is AdminException { ConflictsWith: { } other }
            ? new Dictionary<string, object?> { ["conflictsWith"] = other }
            : null;
        await TypedResults.Problem(detail, statusCode: status, extensions: members).ExecuteAsync(httpContext);
        return true;
    }
}
