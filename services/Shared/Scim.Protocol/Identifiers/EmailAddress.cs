using System.Buffers;

namespace Scim.Protocol.Identifiers;

/// <summary>
/// Tells e-mail addresses from other text: a mailbox of RFC 5321, section 4.1.2, with the characters of RFC 6531. Lenient where mail
/// systems are, such as about dots in the local part and about the form of a domain; strict about what could inject a header or a second
/// recipient.
/// </summary>
public static class EmailAddress
{
    /// <summary>What is wrong with a text that is no address, for error messages.</summary>
    public const string Problem = "is not an e-mail address such as 'ann@example.com'";

    private static readonly SearchValues<char> Specials = SearchValues.Create("()<>[]:;@\\,\"");

    /// <summary>True for an address. Blanks around it are allowed; control characters never are.</summary>
    public static bool IsValid(string text)
    {
        var address = text.AsSpan().Trim();
        var at = address.LastIndexOf('@');
        return at > 0 && !text.Any(char.IsControl) && IsLocalPart(address[..at]) && IsDomain(address[(at + 1)..]);
    }

    private static bool IsLocalPart(ReadOnlySpan<char> part) => part[0] == '"' ? IsQuoted(part) : IsPlain(part);

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain is ['[', .. var literal, ']'])
            return literal.Length > 0 && !literal.ContainsAny("[]@ ");
        foreach (var label in domain.Split('.'))
        {
            if (!IsPlain(domain[label]))
                return false;
        }

        return true;
    }

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
                return false;
        }

        return text.Length > 0 && !text.ContainsAny(Specials);
    }

    /// <summary>A quoted string, which ends at its end: a quotation mark inside needs a backslash.</summary>
    private static bool IsQuoted(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
                return i == text.Length - 1 && i > 1;
            if (text[i] == '\\')
                i++;
        }

        return false;
    }
}
