using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>The cursor of a sorted list: the last item's sort value and key.</summary>
internal static class AdminListCursor
{
    public static string Encode(PagePosition position) => WebEncoders.Base64UrlEncode(
        JsonSerializer.SerializeToUtf8Bytes(new JsonArray(JsonSerializer.SerializeToNode(position.Value), position.Id)));

    /// <exception cref="AdminException">400: it is none.</exception>
    public static PagePosition Decode(string cursor)
    {
        try
        {
            if (JsonNode.Parse(WebEncoders.Base64UrlDecode(cursor)) is JsonArray { Count: 2 } parts && parts[1] is JsonValue id)
                return new PagePosition(ValueOf(parts[0]), id.GetValue<string>());
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            // It is answered below like any other text that is no cursor.
        }

        throw AdminException.Invalid("'cursor' is not the 'nextCursor' of an earlier page in this order.");
    }

    private static object? ValueOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.String => value!.GetValue<string>(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value!.GetValue<decimal>(),
        var other => throw new FormatException($"{other} is no sort value."),
    };
}
