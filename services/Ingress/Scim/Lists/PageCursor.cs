using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>
/// Encodes the position after a page as an opaque cursor (RFC 9865, section 2). Stateless, so cursors do not expire. A cursor includes a
/// fingerprint of filter and order, because it has no meaning in any other list.
/// </summary>
internal static class PageCursor
{
    /// <summary>The cursor after an entry of the list.</summary>
    public static string Encode(ListEntry entry, ListRequest list, IReadOnlyList<TypeQuery> types)
    {
        var position = entry.Position;
        var json = new JsonObject { ["of"] = Fingerprint(list, types), ["type"] = entry.List.Type.Name, ["id"] = position.Id };
        (string Kind, JsonNode Value)? value = position.Value switch
        {
            string text => ("s", text),
            decimal number => ("n", number.ToString(CultureInfo.InvariantCulture)),
            bool truth => ("b", truth),
            _ => null,
        };
        if (value is { } known)
            json[known.Kind] = known.Value;
        return WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    /// <exception cref="ScimException">400 <c>invalidCursor</c>: malformed, or the cursor of another list.</exception>
    public static ListPosition Decode(string cursor, ListRequest list, IReadOnlyList<TypeQuery> types)
    {
        try
        {
            var json = JsonNode.Parse(WebEncoders.Base64UrlDecode(cursor)) as JsonObject;
            var typeIndex = types.Select(type => type.List.Type.Name).ToList().IndexOf(json?["type"]?.GetValue<string>() ?? "");
            if (typeIndex >= 0 && json!["of"]?.GetValue<string>() == Fingerprint(list, types) && json["id"]?.GetValue<string>() is { } id)
                return new ListPosition(typeIndex, new PagePosition(Value(json), id));
        }
        catch (Exception e)
            when (e is FormatException or OverflowException or JsonException or InvalidOperationException or ArgumentException)
        {
            // Malformed: rejected below like a cursor of another list.
        }

        throw new ScimException(
            400, ScimErrorType.InvalidCursor, "The cursor does not come from a page of this list with the same filter and order.");
    }

    private static object? Value(JsonObject json)
    {
        if (json["s"] is { } text)
            return text.GetValue<string>();
        if (json["n"] is { } number)
            return decimal.Parse(number.GetValue<string>(), CultureInfo.InvariantCulture);
        return json["b"]?.GetValue<bool>();
    }

    private static string Fingerprint(ListRequest list, IReadOnlyList<TypeQuery> types)
    {
        var names = string.Join(',', types.Select(type => type.List.Type.Name));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{names}\n{list.Filter}\n{list.SortBy}\n{list.Descending}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, 8));
    }
}
