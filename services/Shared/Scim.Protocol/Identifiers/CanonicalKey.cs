using Scim.Protocol.Unicode;

namespace Scim.Protocol.Identifiers;

/// <summary>
/// The form of an e-mail address, a userName or a group's name that decides whether two of them are the same: without blanks around it,
/// normalized, in folded case, and with the domain of an address in ASCII. What is shown stays as it was sent.
/// </summary>
public sealed record CanonicalKey
{
    private CanonicalKey(string value) => Value = value;

    /// <summary>The key as text, to be compared ordinally.</summary>
    public string Value { get; }

    /// <summary>Makes the key of a text. The key of a key is the same.</summary>
    public static CanonicalKey From(string text)
    {
        var folded = CaseFolding.Fold(text.Trim());
        var domain = folded.LastIndexOf('@') + 1;
        return new CanonicalKey(domain > 1 ? folded[..domain] + DomainName.ToAscii(folded[domain..]) : folded);
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}
