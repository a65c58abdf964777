using Scim.Protocol.Unicode;

namespace Scim.Protocol.Tests.Unicode;

/// <summary>The Unicode Consortium's own test of normalization: every line of <c>NormalizationTest.txt</c>.</summary>
public sealed class NormalizationTests
{
    private const string File = "NormalizationTest.txt.bz2";

    [SkippableFact]
    public void Every_line_of_the_normalization_test_passes()
    {
        var lines = UnicodeFiles.Lines(File).Where(line => line[0] != '@').ToList();
        Assert.True(lines.Count > 19_000, $"only {lines.Count} lines");
        foreach (var line in lines)
        {
            var columns = line.Split(';').Take(5).Select(UnicodeFiles.Text).ToList();
            for (var i = 0; i < columns.Count; i++)
            {
                // Columns 4 and 5 are compatibility forms of the first three, which are canonically equivalent.
                var (c, d) = i < 3 ? (columns[1], columns[2]) : (columns[3], columns[4]);
                Assert.True(Normalization.ToFormC(columns[i]) == c, $"form C of column {i + 1}: {line}");
                Assert.True(Normalization.ToFormD(columns[i]) == d, $"form D of column {i + 1}: {line}");
            }
        }
    }

    [SkippableFact]
    [Trait("Takes", "Seconds")]
    public void A_code_point_that_the_test_does_not_list_stays_as_it_is()
    {
        var listed = UnicodeFiles.Lines(File)
            .SkipWhile(line => line != "@Part1")
            .TakeWhile(line => line != "@Part2")
            .Where(line => line[0] != '@')
            .Select(line => UnicodeFiles.Text(line.Split(';')[0]))
            .ToHashSet(StringComparer.Ordinal);
        Assert.True(listed.Count > 16_000, $"only {listed.Count} code points");
        foreach (var text in UnicodeFiles.AllCodePoints().Where(text => !listed.Contains(text)))
        {
            Assert.Equal(text, Normalization.ToFormC(text));
            Assert.Equal(text, Normalization.ToFormD(text));
        }
    }

    [Theory]
    [InlineData("\u1112\u1175", "\uD788")]
    [InlineData("\uD788\u11C2", "\uD7A3")]
    [InlineData("a\u1161", "a\u1161")]
    [InlineData("\u10FF\u1161", "\u10FF\u1161")]
    [InlineData("\u1113\u1161", "\u1113\u1161")]
    [InlineData("\u1100\u1160", "\u1100\u1160")]
    [InlineData("\u1100\u1176", "\u1100\u1176")]
    [InlineData("\uAC00\u11A7", "\uAC00\u11A7")]
    [InlineData("\uAC00\u11C3", "\uAC00\u11C3")]
    public void Letters_of_Hangul_are_composed_only_where_they_make_a_syllable(string letters, string composed) =>
        Assert.Equal(composed, Normalization.ToFormC(letters));

    [Fact]
    public void Half_of_a_surrogate_pair_stays_as_it_is() =>
        Assert.Equal("\uD83D\u00E9\uDC4B", Normalization.ToFormC("\uD83De\u0301\uDC4B"));

    [Fact]
    public void The_platform_does_not_normalize()
    {
        // Why there is a table at all. If this fails, the platform can do it without ICU, and the table can go.
        Assert.Equal("e\u0301", "e\u0301".Normalize());
        Assert.Equal("\u00E9", Normalization.ToFormC("e\u0301"));
    }
}
