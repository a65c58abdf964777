using CsCheck;
using Scim.Protocol.Unicode;

namespace Scim.Protocol.Tests.Unicode;

public sealed class CaseFoldingTests
{
    [SkippableFact]
    [Trait("Takes", "Seconds")]
    public void Every_code_point_is_folded_as_the_Unicode_Consortium_says()
    {
        var folding = UnicodeFiles.Lines("CaseFolding.txt")
            .Select(line => line.Split(';'))
            .Where(columns => columns[1].Trim() is "C" or "S")
            .ToDictionary(columns => UnicodeFiles.Text(columns[0]), columns => UnicodeFiles.Text(columns[2]), StringComparer.Ordinal);
        Assert.True(folding.Count > 1_400, $"only {folding.Count} code points");
        foreach (var text in UnicodeFiles.AllCodePoints())
        {
            var normal = Normalization.ToFormC(text);
            // A few have a decomposition that is never composed again; their parts are folded one by one.
            var expected = string.Concat(normal.EnumerateRunes().Select(rune => folding.GetValueOrDefault($"{rune}", $"{rune}")));
            Assert.Equal(Normalization.ToFormC(expected), CaseFolding.Fold(text));
        }
    }

    [SkippableFact]
    public void Folding_again_changes_nothing_and_equivalent_texts_fold_to_the_same()
    {
        var special = UnicodeFiles.Lines("UnicodeData.txt")
            .Select(line => line.Split(';'))
            .Where(columns => columns[3] != "0" || columns[5].Length > 0 || columns[12].Length > 0 || columns[13].Length > 0)
            .Select(columns => UnicodeFiles.Text(columns[0]))
            .ToArray();
        Gen.Int[0, special.Length - 1].Array[1, 6].Sample(
            picks =>
            {
                var text = string.Concat(picks.Select(pick => special[pick]));
                var folded = CaseFolding.Fold(text);
                Assert.Equal(folded, CaseFolding.Fold(folded));
                Assert.Equal(folded, CaseFolding.Fold(Normalization.ToFormD(text)));
                Assert.Equal(folded, CaseFolding.Fold(Normalization.ToFormC(text)));
            },
            iter: Samples.Of(50_000));
    }

    [Theory]
    [InlineData("JOSÉ", "jose\u0301")]
    [InlineData("Straẞe", "straße")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφος")]
    [InlineData("\u212Aelvin", "kelvin")]
    [InlineData("ſ", "S")]
    public void Spellings_of_one_text_fold_to_the_same(string left, string right) =>
        Assert.Equal(CaseFolding.Fold(left), CaseFolding.Fold(right));

    [Theory]
    [InlineData("straße", "strasse")]
    [InlineData("ı", "i")]
    [InlineData("é", "e")]
    [InlineData("ﬁ", "fi")]
    public void Different_texts_stay_different(string left, string right) =>
        Assert.NotEqual(CaseFolding.Fold(left), CaseFolding.Fold(right));
}
