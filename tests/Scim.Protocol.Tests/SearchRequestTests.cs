using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using Scim.Protocol.Search;

namespace Scim.Protocol.Tests;

/// <summary>The body of a POST to <c>/.search</c> (RFC 7644, section 3.4.3).</summary>
public sealed class SearchRequestTests
{
    [Fact]
    public void All_members_are_read()
    {
        var request = Read("""
            "attributes":["userName","name.givenName"],"excludedAttributes":["emails"],"filter":"active eq true","sortBy":"userName",
            "sortOrder":"descending","startIndex":3,"count":20,"cursor":"c"
            """);
        Assert.Equal(["userName", "name.givenName"], request.Attributes);
        Assert.Equal(["emails"], request.ExcludedAttributes);
        Assert.Equal(
            ("active eq true", "userName", "descending", 3, 20, "c"),
            (request.Filter, request.SortBy, request.SortOrder, request.StartIndex, request.Count, request.Cursor));
    }

    [Theory]
    [InlineData("\"x\":1")]
    [InlineData("""
        "attributes":null,"excludedAttributes":null,"filter":null,"sortBy":null,"sortOrder":null,"startIndex":null,"count":null,
        "cursor":null
        """)]
    public void What_is_null_is_not_there(string members) => Assert.Equal(new SearchRequest(), Read(members));

    [Theory]
    [InlineData("-3", -3)]
    [InlineData("0", 0)]
    [InlineData("0.0", 0)]
    [InlineData("5.0", 5)]
    [InlineData("-2e1", -20)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", long.MaxValue)]
    [InlineData("1e30", long.MaxValue)]
    [InlineData("1e400", long.MaxValue)]
    [InlineData("-1e30", long.MinValue)]
    public void Numbers_are_whole_and_clamped(string value, long expected)
    {
        Assert.Equal(expected, Read($"\"count\":{value}").Count);
        Assert.Null(Read($"\"startIndex\":{value}").Count);
    }

    [Theory]
    [InlineData("\"filter\":1", "'filter' is 1; it takes a string.")]
    [InlineData("\"sortBy\":[]", "'sortBy' is an array of 0 elements; it takes a string.")]
    [InlineData("\"sortOrder\":true", "'sortOrder' is true; it takes a string.")]
    [InlineData("\"cursor\":{}", "'cursor' is an empty object; it takes a string.")]
    [InlineData("\"count\":\"5\"", "'count' is '5'; it takes a whole number.")]
    [InlineData("\"startIndex\":1.5", "'startIndex' is 1.5; it takes a whole number.")]
    [InlineData("\"attributes\":\"userName\"", "'attributes' is 'userName'; it takes an array of strings.")]
    [InlineData("\"attributes\":[\"userName\",1]", "'attributes' is an array of 2 elements; it takes an array of strings.")]
    [InlineData("\"excludedAttributes\":[{}]", "'excludedAttributes' is an array of one element; it takes an array of strings.")]
    public void Anything_else_is_refused(string member, string detail)
    {
        var refusal = Assert.Throws<ScimException>(() => Read(member));
        Assert.Equal((400, "invalidValue", detail), (refusal.Status, refusal.ScimType, refusal.Message));
    }

    [Fact]
    public void A_body_of_another_schema_is_refused() => Assert.Equal(
        400, Assert.Throws<ScimException>(() => SearchRequest.Read(Sample.Json($$"""{"schemas":["{{SchemaUrns.PatchOp}}"]}"""))).Status);

    private static SearchRequest Read(string members) =>
        SearchRequest.Read(Sample.Json($$"""{"schemas":["{{SchemaUrns.SearchRequest}}"],{{members}}}"""));
}
