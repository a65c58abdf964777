using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>A resource, or another object, as a response shows it.</summary>
/// <param name="Attributes">What is at hand.</param>
/// <param name="Streamed">An attribute whose elements are read while they are written; null for none.</param>
internal sealed record ResourceContent(JsonObject Attributes, StreamedAttribute? Streamed = null) : IScimContent
{
    Task IScimContent.WriteAsync(ScimWriter writer, CancellationToken cancellationToken) => WriteAsync(writer, cancellationToken);

    /// <summary>Writes the resource. Returns the number of streamed elements.</summary>
    public async Task<int> WriteAsync(ScimWriter writer, CancellationToken cancellationToken)
    {
        writer.Json.WriteStartObject();
        foreach (var (name, value) in Attributes)
        {
            writer.Json.WritePropertyName(name);
            if (value is null)
                writer.Json.WriteNullValue();
            else
                value.WriteTo(writer.Json, ScimMedia.Json);
        }

        var count = Streamed is null ? 0 : await WriteAsync(Streamed, writer, cancellationToken);
        writer.Json.WriteEndObject();
        return count;
    }

    private static async Task<int> WriteAsync(StreamedAttribute attribute, ScimWriter writer, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var element in attribute.Elements.WithCancellation(cancellationToken))
        {
            // An attribute without elements is not shown (RFC 7643, section 2.5).
            if (count++ == 0)
                writer.Json.WriteStartArray(attribute.Name);
            element.WriteTo(writer.Json, ScimMedia.Json);
            await writer.FlushIfFullAsync(cancellationToken);
        }

        if (count > 0)
            writer.Json.WriteEndArray();
        return count;
    }
}
