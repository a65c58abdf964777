using System.Buffers;
using System.Text;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>Tells texts that look like a secret, whatever they are called, and hides secrets in texts.</summary>
internal static class SecretText
{
    /// <summary>What stands for a secret.</summary>
    public const string Redacted = "[redacted]";

    private static readonly SearchValues<string> Marks =
        SearchValues.Create(["scimbus_", "-----BEGIN ", "://"], StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a token of ours or in a header's form, a JSON Web Token, a key, and an address with credentials in it.</summary>
    public static bool Looks(string text) =>
        text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
        || (text.StartsWith("eyJ", StringComparison.Ordinal) && text.AsSpan().Count('.') >= 2)
        || (text.AsSpan().ContainsAny(Marks) && (!IsAddress(text) || HasCredentials(text)));

    /// <summary>A text, or what stands for it if it looks like a secret.</summary>
    public static string? Shown(string? text) => text is not null && Looks(text) ? Redacted : text;

    /// <summary>Hides what is in quotes.</summary>
    public static string HideQuoted(string text)
    {
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            shown.Append(c);
            if (c is not ('"' or '\'') || text.IndexOf(c, i + 1) is not (> 0 and var end))
                continue;
            shown.Append(Redacted).Append(c);
            i = end;
        }

        return shown.ToString();
    }

    /// <summary>The texts in double quotes.</summary>
    public static IEnumerable<string> QuotedIn(string text)
    {
        var parts = text.Split('"');
        for (var i = 1; i < parts.Length; i += 2)
            yield return parts[i];
    }

    /// <summary>A query string whose values are hidden where a name, here or in a filter, suggests a secret.</summary>
    public static string? OfQuery(string? query)
    {
        if (string.IsNullOrEmpty(query))
            return null;
        var text = Uri.UnescapeDataString(query[1..].Replace('+', ' '));
        var parameters = text.Split('&').Select(parameter =>
        {
            var (name, value) = parameter.IndexOf('=') is > 0 and var i ? (parameter[..i], parameter[(i + 1)..]) : (parameter, "");
            if (SecretNames.Suggest(name))
                return $"{name}={Redacted}";
            return $"{name}={(SecretNames.Suggest(value) ? HideQuoted(value) : Shown(value))}";
        });
        return string.Join('&', parameters);
    }

    private static bool IsAddress(string text) =>
        text.Contains("://", StringComparison.Ordinal)
        && !text.Contains("scimbus_", StringComparison.OrdinalIgnoreCase)
        && !text.Contains("-----BEGIN ", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for <c>https://user:password@host</c>, and for a query or fragment that names a secret.</summary>
    private static bool HasCredentials(string address)
    {
        var rest = address.AsSpan(address.IndexOf("://", StringComparison.Ordinal) + 3);
        var end = rest.IndexOfAny("/?#");
        var authority = end < 0 ? rest : rest[..end];
        return authority.Contains('@') || (end >= 0 && rest[end..].IndexOfAny("?#") is >= 0 and var at
            && SecretNames.Suggest(rest[(end + at)..].ToString()));
    }
}
