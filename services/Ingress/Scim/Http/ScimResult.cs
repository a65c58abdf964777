using System.Text.Json;
using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>A response with a SCIM body, or without a body.</summary>
internal sealed class ScimResult(int status, JsonObject? body) : IResult
{
    public int Status { get; } = status;

    public JsonObject? Body { get; } = body;

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
        if (Body is null)
            return;
        response.ContentType = ScimMedia.ResponseType(httpContext.Request);
        await using var writer = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { Encoder = ScimMedia.Json.Encoder });
        Body.WriteTo(writer, ScimMedia.Json);
    }
}
