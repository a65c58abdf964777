using System.Globalization;
using System.Text;
using Scim.Protocol.Unicode;

namespace Scim.Protocol.Identifiers;

/// <summary>
/// Writes internationalized domain names in ASCII: as A-labels (RFC 5890), by Punycode (RFC 3492). Without ICU, <see cref="IdnMapping"/>
/// encodes labels as they are, so they must be folded before.
/// </summary>
internal static class DomainName
{
    private const string Prefix = "xn--";

    /// <summary>Longest label in ASCII (RFC 1035, section 2.3.4). Longer ones are no names, and encoding them would be dear.</summary>
    private const int LongestLabel = 63;

    private static readonly IdnMapping Mapping = new() { AllowUnassigned = true };

    /// <summary>Writes each label in ASCII. A label that cannot be a name stays as it is.</summary>
    /// <param name="domain">A domain in folded case.</param>
    public static string ToAscii(string domain) =>
        Ascii.IsValid(domain) && !domain.Contains(Prefix, StringComparison.Ordinal)
            ? domain
            : string.Join('.', domain.Split('.', '\u3002', '\uFF0E', '\uFF61').Select(Label));

    private static string Label(string label)
    {
        if (label.Length > LongestLabel)
            return label;
        // An A-label too may be of a spelling that is folded or composed differently.
        var unicode = label.StartsWith(Prefix, StringComparison.Ordinal)
            ? CaseFolding.Fold(Convert(Mapping.GetUnicode, label))
            : label;
        return Ascii.IsValid(unicode) ? label : Convert(Mapping.GetAscii, unicode);
    }

    /// <summary>IdnMapping has no method that tries: it throws for what is no label.</summary>
    private static string Convert(Func<string, string> convert, string label)
    {
        try
        {
            return convert(label);
        }
        catch (ArgumentException)
        {
            return label;
        }
    }
}
