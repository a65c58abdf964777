using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Limits;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>The texts of refused filters: each says where it ends to make sense, or what the attribute takes.</summary>
public sealed class FilterRefusalTests
{
    [Theory]
    [InlineData("", "it ends where an attribute is expected")]
    [InlineData("userName", "it ends where an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr) is expected")]
    [InlineData("userName is \"x\"", "'is' where an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr) is expected")]
    [InlineData("userName eq", "it ends where a value (a string in double quotes, a number, true, false or null) is expected")]
    [InlineData("userName eq x", "'x' where a value (a string in double quotes, a number, true, false or null) is expected")]
    [InlineData("userName eq 1..2", "'1..2' is not a number")]
    [InlineData("userName eq \"x", "a string that does not end")]
    [InlineData("userName eq \"\\x\"", "not a JSON string")]
    [InlineData("userName eq \"x\" title pr", "'title' where 'and', 'or' or the end is expected")]
    [InlineData("(title pr", "it ends where ')' is expected")]
    [InlineData("not (title pr", "it ends where ')' is expected")]
    [InlineData("emails[value pr", "it ends where ']' is expected")]
    [InlineData("not title pr", "'title' where '(' after 'not' is expected")]
    [InlineData("\"title\" pr", "'title' where an attribute is expected")]
    [InlineData("name.first.x pr", "'name.first.x' is not an attribute's name")]
    [InlineData("title pr # title pr", "unexpected character '#'")]
    public void What_cannot_be_read_is_told_with_its_place(string filter, string detail)
    {
        var refusal = Assert.Throws<ScimException>(() => FilterBinder.Parse(filter, ResourceTypes.User));
        Assert.Equal((400, "invalidFilter"), (refusal.Status, refusal.ScimType));
        Assert.Contains(detail, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("The filter can't be read: ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("height gt 1", "'height' is not an attribute of a User.")]
    [InlineData("emails[kind eq \"x\"]", "'kind' is not a part of 'emails', which has 'value', 'display', 'type', 'primary'.")]
    [InlineData("emails[a.b eq \"x\"]", "'a.b' is not a part of 'emails', which has 'value', 'display', 'type', 'primary'.")]
    [InlineData("emails[type.value eq \"x\"]",
        "'type.value' is not a part of 'emails', which has 'value', 'display', 'type', 'primary'.")]
    [InlineData("emails[urn:x:type eq \"x\"]",
        "'urn:x:type' is not a part of 'emails', which has 'value', 'display', 'type', 'primary'.")]
    [InlineData("title[value eq \"x\"]", "'title' has no parts to filter by.")]
    [InlineData("name eq \"x\"", "'name' has parts; name the one to compare.")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User eq \"x\"",
        "'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User' is an extension; name the attribute to compare.")]
    [InlineData("password eq \"x\"", "'password' can't be filtered by.")]
    [InlineData("meta.version pr", "'meta.version' can't be filtered by.")]
    [InlineData("password pr", "'password' can't be filtered by.")]
    [InlineData("title gt null", "'title' can only be compared with null by eq and ne.")]
    [InlineData("active co true", "'active' is no text: co does not apply to it.")]
    [InlineData("active sw true", "'active' is no text: sw does not apply to it.")]
    [InlineData("active ew true", "'active' is no text: ew does not apply to it.")]
    [InlineData("active gt true", "'active' has no order: gt does not apply to it.")]
    [InlineData("active le true", "'active' has no order: le does not apply to it.")]
    [InlineData("title eq 5", "'title' is of type string: 5 is no such value.")]
    [InlineData("title eq true", "'title' is of type string: true is no such value.")]
    [InlineData("title eq false", "'title' is of type string: false is no such value.")]
    [InlineData("active eq \"yes\"", "'active' is of type boolean: \"yes\" is no such value.")]
    [InlineData("active eq 1.5", "'active' is of type boolean: 1.5 is no such value.")]
    public void What_does_not_fit_the_schema_names_the_attribute(string filter, string detail)
    {
        var refusal = Assert.Throws<ScimException>(() => FilterBinder.Parse(filter, ResourceTypes.User));
        Assert.Equal((400, "invalidFilter", detail), (refusal.Status, refusal.ScimType, refusal.Message));
    }

    [Fact]
    public void The_address_of_a_member_cannot_be_filtered_by() => Assert.Equal(
        "'members.$ref' can't be filtered by.",
        Assert.Throws<ScimException>(() => FilterBinder.Parse("members.$ref pr", ResourceTypes.Group)).Message);

    [Fact]
    public void A_filter_has_limits()
    {
        const string term = "title pr";
        var longest = "title eq \"" + new string('x', RequestLimits.FilterLength - 11) + "\"";
        Assert.Equal(RequestLimits.FilterLength, longest.Length);
        _ = FilterBinder.Parse(longest, ResourceTypes.User);
        AssertUnread(longest.Insert(12, "x"), $"longer than {RequestLimits.FilterLength} characters");
        _ = FilterBinder.Parse(Nested(RequestLimits.FilterDepth), ResourceTypes.User);
        AssertUnread(Nested(RequestLimits.FilterDepth + 1), $"nested deeper than {RequestLimits.FilterDepth}");
        _ = FilterBinder.Parse(Many($"({term})", RequestLimits.FilterDepth + 1), ResourceTypes.User);
        _ = FilterBinder.Parse(Many(term, RequestLimits.FilterTerms), ResourceTypes.User);
        AssertUnread(Many(term, RequestLimits.FilterTerms + 1), $"more than {RequestLimits.FilterTerms} comparisons");

        static string Many(string one, int count) => string.Join(" or ", Enumerable.Repeat(one, count));
        static string Nested(int depth) => new string('(', depth) + term + new string(')', depth);
        static void AssertUnread(string filter, string detail) => Assert.Contains(
            detail,
            Assert.Throws<ScimException>(() => FilterBinder.Parse(filter, ResourceTypes.User)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("displayName eq null", true)]
    [InlineData("displayName ne null", false)]
    [InlineData("displayName eq \"x\"", false)]
    [InlineData("displayName ne \"x\"", true)]
    [InlineData("members[value eq \"x\"]", false)]
    [InlineData("members pr", false)]
    public void An_attribute_that_only_another_type_has_is_without_a_value(string filter, bool expected)
    {
        IReadOnlyList<ResourceType> both = [ResourceTypes.User, ResourceTypes.Group];
        var forOthers = filter.Replace("displayName", "members.value", StringComparison.Ordinal);
        var bound = FilterBinder.Bind(FilterParser.Parse(forOthers), ResourceTypes.User, both);
        Assert.Equal(expected, FilterEvaluator.Matches(bound, Sample.User()));
        Assert.Throws<ScimException>(() => FilterBinder.Bind(FilterParser.Parse("height pr"), ResourceTypes.User, both));
    }

    [Theory]
    [InlineData("meta.created gt \"2026-01-01T00:00:00Z\"", false)]
    [InlineData("meta.created ge \"2026-01-01T00:00:00Z\"", true)]
    [InlineData("meta.created ge \"2026-01-01T00:00:01Z\"", false)]
    [InlineData("meta.created lt \"2026-01-01T00:00:00Z\"", false)]
    [InlineData("meta.created le \"2026-01-01T00:00:00Z\"", true)]
    [InlineData("meta.created le \"2025-12-31T23:59:59Z\"", false)]
    [InlineData("meta.created lt \"2026-01-01T00:00:00.1Z\"", true)]
    [InlineData("meta.lastModified eq \"2026-02-01T12:30:00.50Z\"", true)]
    [InlineData("meta.lastModified eq \"2026-02-01T12:30:00.5000000999Z\"", true)]
    [InlineData("meta.lastModified gt \"2026-02-01T12:30:00.4999999Z\"", true)]
    [InlineData("title lt \"x\"", false)]
    [InlineData("userName lt \"bjensen@example.comx\"", true)]
    [InlineData("userName gt \"bjensen@example\"", true)]
    [InlineData("userName gt \"bjensen@example.com\"", false)]
    [InlineData("userName ge \"bjensen@example.com\"", true)]
    [InlineData("userName le \"bjensen@example.com\"", true)]
    [InlineData("userName lt \"bjensen@example.com\"", false)]
    [InlineData("name.givenName lt \"\\ud83d\\udc4b\"", true)]
    [InlineData("name.givenName lt \"\\uffee\"", true)]
    public void Order_has_bounds(string filter, bool expected) =>
        Assert.Equal(expected, FilterEvaluator.Matches(FilterBinder.Parse(filter, ResourceTypes.User), Sample.User()));
}
