using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>
/// Answers whatever goes wrong below <c>/scim/v2</c> with a SCIM error (RFC 7644, section 3.12): what commands refuse, what fails, and what
/// routing and authentication answer with a bare status.
/// </summary>
internal sealed class ScimErrors(RequestDelegate next, ILogger<ScimErrors> logger)
{
    private const string RetryAfterSeconds = "5";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var failure = ScimFailure.Of(e, logger);
            if (failure.Status == StatusCodes.Status503ServiceUnavailable)
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await Error(failure).ExecuteAsync(context);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
            await Error(Describe(context)).ExecuteAsync(context);
    }

    /// <summary>The body of an error, for bulk operations too.</summary>
    public static JsonObject Body(ScimException e)
    {
        var body = new JsonObject { ["schemas"] = new JsonArray(SchemaUrns.Error), ["status"] = $"{e.Status}", ["detail"] = e.Message };
        if (e.ScimType is not null)
            body["scimType"] = e.ScimType;
        return body;
    }

    private static ScimAnswer Error(ScimException e) => new(e.Status, Body(e));

    private static ScimException Describe(HttpContext context)
    {
        var status = context.Response.StatusCode;
        return new ScimException(status, null, status switch
        {
            401 => "The request needs a valid token of this tenant: 'Authorization: Bearer …'.",
            404 => $"There is nothing at {context.Request.Path}.",
            405 => $"{context.Request.Method} is not possible at {context.Request.Path}.",
            _ => $"{ReasonPhrases.GetReasonPhrase(status)}.",
        });
    }
}
