using CsCheck;
using Scim.Protocol.Identifiers;

namespace Scim.Protocol.Tests.Identifiers;

public sealed class CanonicalKeyTests
{
    private static readonly string[] Starts = ["", "ann@", "ann@xn--", "ann@xn--mnchen-3ya"];

    private static readonly char[] Special =
        [' ', '@', '.', '-', 'x', 'n', 'X', '\u00FC', 'u', '\u0308', '\u3002', '\u05D0', '\u0645', '\uD83D', '\uDC4B'];

    [Theory]
    [InlineData("pat@acme.example", "pat@acme.example ")]
    [InlineData("pat@acme.example", "\u00A0PAT@Acme.Example\u2003")]
    [InlineData("jos\u00E9@acme.example", "jose\u0301@acme.example")]
    [InlineData("JOS\u00C9@acme.example", "jose\u0301@acme.example")]
    [InlineData("ann@m\u00FCnchen.example", "ann@xn--mnchen-3ya.example")]
    [InlineData("ann@MU\u0308NCHEN.example", "ann@XN--MNCHEN-3YA.example")]
    [InlineData("ann@m\u00FCnchen\u3002example", "ann@m\u00FCnchen.example")]
    [InlineData("ann@\u03B2\u03CC\u03BB\u03BF\u03C2.example", "ann@xn--nxasmm1c.example")]
    [InlineData("ann@stra\u00DFe.example", "ann@xn--strae-oqa.example")]
    [InlineData("Sales", "sales ")]
    [InlineData("\u00C5ngstr\u00F6m", "\u212Bngstro\u0308m")]
    public void Spellings_of_one_identifier_have_one_key(string left, string right) =>
        Assert.Equal(CanonicalKey.From(left), CanonicalKey.From(right));

    [Theory]
    [InlineData("pat@acme.example", "p.at@acme.example")]
    [InlineData("pat@acme.example", "pat+x@acme.example")]
    [InlineData("pat@acme.example", "pat@acme.example.")]
    [InlineData("Sales EU", "SalesEU")]
    [InlineData("stra\u00DFe", "strasse")]
    [InlineData("jos\u00E9", "jose")]
    [InlineData("m\u00FCnchen", "xn--mnchen-3ya")]
    [InlineData("ann@stra\u00DFe.example", "ann@strasse.example")]
    [InlineData("ann@k.example", "ann@xn--62g.example")]
    public void Different_identifiers_have_different_keys(string left, string right) =>
        Assert.NotEqual(CanonicalKey.From(left), CanonicalKey.From(right));

    [Theory]
    [InlineData("ann@M\u00FCnchen.example", "ann@xn--mnchen-3ya.example")]
    [InlineData(" Bea@ACME.example", "bea@acme.example")]
    [InlineData("ann@xn--.example", "ann@xn--.example")]
    [InlineData("ann@xn--\u00FC.example", "ann@xn--\u00FC.example")]
    [InlineData("ann@xn--a-.example", "ann@xn--a-.example")]
    [InlineData("ann@\u0378.example", "ann@xn--zva.example")]
    [InlineData("ann@.\u00FC", "ann@.xn--tda")]
    [InlineData("@\u00FC", "@\u00FC")]
    [InlineData("", "")]
    public void A_key_is_in_ASCII_where_a_domain_can_be(string text, string key) => Assert.Equal(key, CanonicalKey.From(text).Value);

    [Fact]
    public void A_label_has_at_most_63_characters_as_it_is_written()
    {
        var label = string.Concat(Enumerable.Repeat("👋", 31));
        Assert.Equal("ann@xn--a-j52saaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", CanonicalKey.From($"ann@{label}a").Value);
        Assert.Equal($"ann@{label}aa", CanonicalKey.From($"ann@{label}aa").Value);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public void The_key_of_a_key_is_the_same() =>
        Gen.Int[0, Starts.Length - 1].Select(i => Starts[i])
            .Select(Gen.String[Gen.OneOf(Gen.Char, Gen.Int[0, Special.Length - 1].Select(i => Special[i])), 0, 20])
            .Sample(
                (start, text) =>
                {
                    var key = CanonicalKey.From(start + text);
                    Assert.Equal(key, CanonicalKey.From(key.Value));
                },
                iter: Samples.Of(50_000));

    [Theory]
    [InlineData("\u0301\u0316")]
    [InlineData("\u0323\u0307a")]
    [InlineData("\u00FC")]
    [InlineData("@\u00FC.")]
    [InlineData("xn--")]
    [Trait("Takes", "Seconds")]
    public void What_a_key_allocates_grows_with_its_length(string piece)
    {
        const int few = 1 << 14;
        AllocatedBy(few);
        Assert.InRange(AllocatedBy(16 * few) / (double)AllocatedBy(few), 1, 24);

        // Work that is quadratic allocates 256 times as much.
        long AllocatedBy(int pieces)
        {
            var text = "a@" + string.Concat(Enumerable.Repeat(piece, pieces));
            var before = GC.GetAllocatedBytesForCurrentThread();
            CanonicalKey.From(text);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
