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
/// Writes the place behind a page so that a client can hand it back (RFC 9865, section 2). It needs no memory on the server, so it does not
/// expire; and it belongs to one list: with another filter or order it would mean nothing.
/// </summary>
internal static class PageCursor
{
    /// <summary>The place behind an entry of the list.</summary>
    public static string Encode(ListEntry entry, ListRequest list, IReadOnlyList<ListPart> parts)
    {
        var position = entry.Position;
        var json = new JsonObject { ["of"] = Fingerprint(list, parts), ["type"] = entry.List.Type.Name, ["id"] = position.Id };
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

    /// <exception cref="ScimException">400 <c>invalidCursor</c>.</exception>
    public static ListPlace Decode(string cursor, ListRequest list, IReadOnlyList<ListPart> parts)
    {
        try
        {
            var json = JsonNode.Parse(WebEncoders.Base64UrlDecode(cursor)) as JsonObject;
            var part = parts.Select(part => part.List.Type.Name).ToList().IndexOf(json?["type"]?.GetValue<string>() ?? "");
            if (part >= 0 && json!["of"]?.GetValue<string>() == Fingerprint(list, parts) && json["id"]?.GetValue<string>() is { } id)
                return new ListPlace(part, new PagePosition(Value(json), id));
        }
        catch (Exception e) when (e is FormatException or OverflowException or JsonException or InvalidOperationException or ArgumentException)
        {
            // Told below, together with cursors of other lists.
        }

        throw new ScimException(400, ScimErrorType.InvalidCursor, "The cursor is not one that an earlier page of this list gave.");
    }

    private static object? Value(JsonObject json)
    {
        if (json["s"] is { } text)
            return text.GetValue<string>();
        if (json["n"] is { } number)
            return decimal.Parse(number.GetValue<string>(), CultureInfo.InvariantCulture);
        return json["b"]?.GetValue<bool>();
    }

    private static string Fingerprint(ListRequest list, IReadOnlyList<ListPart> parts)
    {
        var types = string.Join(',', parts.Select(part => part.List.Type.Name));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{types}\n{list.Filter}\n{list.SortBy}\n{list.Descending}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, 8));
    }
}
