using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Bus.Ingress.RequestLog;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>
/// Turns every error below <c>/scim/v2</c> into a SCIM error (RFC 7644, section 3.12): exceptions, and the bare statuses of routing and
/// authentication. What becomes of each request is noted for the request log.
/// </summary>
internal sealed class ScimErrorMiddleware(RequestDelegate next, RequestRecorder recorder, ILogger<ScimErrorMiddleware> logger)
{
    private const string RetryAfterSeconds = "5";

    public async Task InvokeAsync(HttpContext context)
    {
        var entry = recorder.Begin(context);
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var error = ScimExceptionMapper.Map(e, logger);
            // They are those of a response that failed while it was made.
            context.Response.Headers.ETag = default;
            context.Response.Headers.Location = default;
            if (error.Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await RefuseAsync(context, entry, error);
            return;
        }
        catch
        {
            recorder.Abandoned(context, entry);
            throw;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
            await RefuseAsync(context, entry, FromStatus(context));
        else
            recorder.Answered(context, entry);
    }

    /// <summary>The body of an error response, which bulk operations embed too.</summary>
    public static JsonObject Body(ScimException e)
    {
        var body = new JsonObject { ["schemas"] = new JsonArray(SchemaUrns.Error), ["status"] = $"{e.Status}", ["detail"] = e.Message };
        if (e.ScimType is not null)
            body["scimType"] = e.ScimType;
        return body;
    }

    private async Task RefuseAsync(HttpContext context, RequestEntry entry, ScimException error)
    {
        await recorder.RefusedAsync(context, entry, error);
        await new ScimResult(error.Status, Body(error)).ExecuteAsync(context);
    }

    private static ScimException FromStatus(HttpContext context)
    {
        var status = context.Response.StatusCode;
        return new ScimException(status, null, status switch
        {
            401 => "The request needs a valid token of this tenant: 'Authorization: Bearer …'.",
            404 => $"There is no resource or endpoint at {context.Request.Path}.",
            405 => $"{context.Request.Path} does not support {context.Request.Method}.",
            429 => "Too many requests from this address had no valid token. Try again in a minute.",
            _ => $"{ReasonPhrases.GetReasonPhrase(status)}.",
        });
    }
}
