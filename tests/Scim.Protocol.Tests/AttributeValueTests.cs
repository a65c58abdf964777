using Scim.Protocol.Filters;

namespace Scim.Protocol.Tests;

/// <summary>Values in the form in which they are compared.</summary>
public sealed class AttributeValueTests
{
    [Theory]
    [InlineData("2011-05-13T04:42:34", "2011-05-13T04:42:34.0000000Z")]
    [InlineData("2011-05-13T04:42:34.5+02:00", "2011-05-13T02:42:34.5000000Z")]
    [InlineData("2011-05-13T04:42:34.1234567Z", "2011-05-13T04:42:34.1234567Z")]
    [InlineData("2011-05-13T04:42:34.12345678901Z", "2011-05-13T04:42:34.1234567Z")]
    [InlineData("2011-05-13T04:42:34.Z", null)]
    [InlineData("2011-05-13T04:42:34.", null)]
    [InlineData("2011-05-13", null)]
    public void A_time_has_any_number_of_digits_after_its_point_but_not_none(string text, string? sortable) =>
        Assert.Equal(sortable, AttributeValue.Time(text) is { } time ? AttributeValue.Sortable(time) : null);

    [Theory]
    [InlineData("a", "b")]
    [InlineData("a", "ab")]
    [InlineData("\uFF5E", "👋")]
    [InlineData("👋", "👌")]
    public void Text_is_ordered_by_code_points(string less, string greater)
    {
        Assert.True(AttributeValue.Compare(less, greater) < 0);
        Assert.True(AttributeValue.Compare(greater, less) > 0);
        Assert.Equal(0, AttributeValue.Compare(less, less));
    }

    [Fact]
    public void Values_of_two_types_have_no_order() => Assert.StartsWith(
        "A String can't be compared with a Decimal.",
        Assert.Throws<ArgumentException>(() => AttributeValue.Compare("1", 1m)).Message,
        StringComparison.Ordinal);
}
