using System.Text;

namespace Scim.Protocol.Unicode;

/// <summary>The form of a text in which upper and lower case, and spellings that are canonically equivalent, make no difference.</summary>
public static class CaseFolding
{
    /// <summary>
    /// Normalization form C of the simple case folding (<c>CaseFolding.txt</c>, statuses C and S). Folding a folded text again changes
    /// nothing.
    /// </summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var folded = CodePoints.Of(Normalization.ToFormC(text)).Select(UnicodeTables.Instance.FoldingOf);
        return Normalization.ToFormC(CodePoints.Join(folded));
    }
}
