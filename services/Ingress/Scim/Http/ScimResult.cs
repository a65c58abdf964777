using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>A response with a SCIM body, or without a body.</summary>
internal sealed class ScimResult : IResult
{
    private readonly IScimContent? _content;

    public ScimResult(int status) => Status = status;

    public ScimResult(int status, JsonObject body)
        : this(status, new ResourceContent(body))
    {
    }

    public ScimResult(int status, IScimContent content) => (Status, _content) = (status, content);

    public int Status { get; }

    /// <summary>The entity tag of the resource; null for a list or an error.</summary>
    public string? ETag { get; init; }

    /// <summary>The URI of the resource; null for a list or an error.</summary>
    public string? Location { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (ETag is not null)
            response.Headers.ETag = ETag;
        if (Location is not null)
            response.Headers.Location = Location;
        if (_content is null)
            return;
        response.ContentType = ScimMedia.ResponseType(httpContext.Request);
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;
        using var writer = new ScimWriter(response);
        await _content.WriteAsync(writer, httpContext.RequestAborted);
        await writer.CompleteAsync(httpContext.RequestAborted);
    }
}
