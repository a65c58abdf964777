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
        var detail = exception switch
        {
            AdminException or ScimException => exception.Message,
            BadHttpRequestException refused => await BindingFailure.DescribeAsync(httpContext, refused, cancellationToken),
            ArgumentException when BindingPhase.IsRunning(httpContext) => BindingFailure.NameTwice,
            InvalidOperationException when BindingPhase.IsRunning(httpContext) => BindingFailure.UnknownCharset,
            DocumentConcurrencyException => "Somebody else changed it at the same time; try again.",
            StoreTimeoutException => $"{exception.Message} Try again, narrow the filter, or ask for fewer at a time.",
            StoreUnavailableException => "The store can't be reached; try again later.",
            _ => null,
        };
        if (detail is null)
            return false;
        var status = RefusalStatus.Of(exception, httpContext);
        if (status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = RetryAfter;
        var members = exception is AdminException { ConflictsWith: { } other }
            ? new Dictionary<string, object?> { ["conflictsWith"] = other }
            : null;
        await TypedResults.Problem(detail, statusCode: status, extensions: members).ExecuteAsync(httpContext);
        return true;
    }
}
