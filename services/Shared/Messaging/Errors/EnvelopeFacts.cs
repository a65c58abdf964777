using System.Text.Json;
using Scim.Bus.Contracts;

namespace Scim.Bus.Messaging.Errors;

/// <summary>What can be read of a message's body, which may be of any shape. Everything is null that can't be read.</summary>
internal sealed record EnvelopeFacts
{
    private static readonly EnvelopeFacts Nothing = new();

    /// <summary>Name of the message's type without its namespace, such as <c>UserUpdated</c>.</summary>
    public string? MessageType { get; private init; }

    public string? MessageId { get; private init; }

    public TenantId? Tenant { get; private init; }

    public UserId? User { get; private init; }

    public long? Generation { get; private init; }

    public static EnvelopeFacts Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : Nothing;
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }

    /// <summary>Gets the name of a type without its namespace from its URN or full name.</summary>
    public static string ShortName(string type) => type[(type.LastIndexOfAny([':', '.', '+']) + 1)..];

    private static EnvelopeFacts Read(JsonElement envelope)
    {
        var facts = new EnvelopeFacts { MessageId = Text(envelope, "messageId"), MessageType = TypeOf(envelope) };
        if (!envelope.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object)
            return facts;
        return facts with
        {
            Tenant = TenantId.TryParse(Text(message, "tenant"), null, out var tenant) ? tenant : null,
            User = UserId.TryParse(Text(message, "user"), null, out var user) ? user : null,
            Generation = message.TryGetProperty("generation", out var value)
                && value.ValueKind == JsonValueKind.Number
                && value.TryGetInt64(out var generation)
                ? generation
                : null,
        };
    }

    private static string? TypeOf(JsonElement envelope)
    {
        if (!envelope.TryGetProperty("messageType", out var types) || types.ValueKind != JsonValueKind.Array || types.GetArrayLength() == 0)
            return null;
        return types[0].ValueKind == JsonValueKind.String ? ShortName(types[0].GetString()!) : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
