using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Scim.Bus.ServiceDefaults.Http;

/// <summary>
/// Headers of all responses: they are about people, so no cache keeps them unless an endpoint says otherwise. <c>traceresponse</c> (W3C
/// Trace Context, Level 2) names the trace in which operators see the request.
/// </summary>
internal static class ResponseHeaders
{
    private const string TraceResponse = "traceresponse";

    public static void UseResponseHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(Complete, context);
        return next(context);
    });

    private static Task Complete(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        if (StringValues.IsNullOrEmpty(headers.CacheControl))
            headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { Recorded: true } activity)
            headers[TraceResponse] = activity.Id;
        return Task.CompletedTask;
    }
}
