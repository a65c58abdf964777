using Scim.Protocol.Errors;

namespace Scim.Protocol.Tests;

/// <summary>What a client sent, as refusals show it.</summary>
public sealed class ShownTests
{
    [Fact]
    public void A_text_of_up_to_a_hundred_characters_is_shown_whole()
    {
        var half = new string('x', 99) + "\uD83D";
        Assert.Equal(half, Shown.Text(half));
        Assert.Equal("", Shown.Text(""));
        Assert.Equal(new string('x', 100) + "…", Shown.Text(new string('x', 101)));
    }

    [Theory]
    [InlineData("a", "'a'")]
    [InlineData("a b", "'a', 'b'")]
    [InlineData("a b c d e", "'a', 'b', 'c', 'd', 'e'")]
    [InlineData("a b c d e f", "'a', 'b', 'c', 'd', 'e' and 1 more")]
    [InlineData("a b c d e f g h", "'a', 'b', 'c', 'd', 'e' and 3 more")]
    public void Of_names_the_first_five_are_shown(string names, string shown) => Assert.Equal(shown, Shown.Names(names.Split(' ')));
}
