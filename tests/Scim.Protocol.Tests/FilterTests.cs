using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Limits;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

public sealed class FilterTests
{
    private static readonly JsonObject Barbara = Sample.User(
        $$$"""
        "title":"Tour \"Guide\"","displayName":"Bärbel",
        "{{{SchemaUrns.EnterpriseUser}}}":{"department":"Tours","manager":{"value":"M1"}}
        """);

    [Theory]
    [InlineData("userName eq \"bjensen@example.com\"")]
    [InlineData("USERNAME EQ \"BJENSEN@EXAMPLE.COM\"")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"bjen\"")]
    [InlineData("URN:IETF:params:scim:schemas:core:2.0:user:name.familyName co \"ENS\"")]
    [InlineData("externalId eq \"Ext-1\"")]
    [InlineData("externalId ne \"ext-1\"")]
    [InlineData("title eq \"tour \\\"guide\\\"\"")]
    [InlineData("displayName eq \"B\\u00c4rbel\"")]
    [InlineData("active eq true")]
    [InlineData("active eq true and not (title pr and nickName pr)")]
    [InlineData("nickName pr or title pr")]
    [InlineData("nickName eq null")]
    [InlineData("title ne null")]
    [InlineData("nickName ne \"x\"")]
    [InlineData("emails pr")]
    [InlineData("emails.type pr")]
    [InlineData("emails co \"@home\"")]
    [InlineData("emails.value ew \".example\"")]
    [InlineData("emails[type eq \"work\" and value co \"@work\"]")]
    [InlineData("emails[type eq \"work\"].value eq \"bjensen@work.example\"")]
    [InlineData("emails[not (type eq \"work\")]")]
    [InlineData("emails[primary eq true]")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"tours\"")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq \"M1\"")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq \"M1\"")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User pr")]
    [InlineData("schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"")]
    [InlineData("meta.lastModified gt \"2026-02-01T12:30:00Z\"")]
    [InlineData("meta.lastModified eq \"2026-02-01T14:30:00.50+02:00\"")]
    [InlineData("meta.created lt \"2026-01-01T00:00:00.0000001Z\"")]
    [InlineData("userName gt \"a\" and userName lt \"c\"")]
    [InlineData("userName eq \"x\" or active eq true and title pr")]
    [InlineData("userName eq \" bjensen@EXAMPLE.com \"")]
    [InlineData("emails[value eq \"babs@HOME.example \"]")]
    [InlineData("userName ne \"bjensen@example\"")]
    [InlineData("id eq \"7d4e2e6a-0000-4000-8000-000000000001\"")]
    public void Matches(string filter) => Assert.True(FilterEvaluator.Matches(FilterBinder.Parse(filter, ResourceTypes.User), Barbara));

    [Theory]
    [InlineData("userName eq \"bjensen\"")]
    [InlineData("externalId eq \"ext-1\"")]
    [InlineData("meta.resourceType eq \"user\"")]
    [InlineData("title eq null")]
    [InlineData("nickName gt \"\"")]
    [InlineData("emails[type eq \"work\" and value co \"@home\"]")]
    [InlineData("emails[type eq \"other\"]")]
    [InlineData("(userName eq \"x\" or active eq true) and nickName pr")]
    [InlineData("addresses pr")]
    [InlineData("addresses.country eq \"US\"")]
    [InlineData("not (userName pr)")]
    [InlineData("userName ne \" bjensen@EXAMPLE.com \"")]
    [InlineData("userName sw \" bjensen\"")]
    public void DoesNotMatch(string filter) =>
        Assert.False(FilterEvaluator.Matches(FilterBinder.Parse(filter, ResourceTypes.User), Barbara));

    [Theory]
    [InlineData("", false)]
    [InlineData(" ", true)]
    [InlineData("0", true)]
    public void A_text_is_present_if_it_is_not_empty(string title, bool expected)
    {
        var user = Sample.User($"\"title\":\"{title}\"");
        Assert.Equal(expected, FilterEvaluator.Matches(FilterBinder.Parse("title pr", ResourceTypes.User), user));
    }

    [Theory]
    [InlineData("emails pr", "emails", "[]")]
    [InlineData("meta pr", "meta", "{}")]
    public void What_has_no_content_is_not_present(string filter, string attribute, string content)
    {
        var bound = FilterBinder.Parse(filter, ResourceTypes.User);
        var user = Sample.User();
        Assert.True(FilterEvaluator.Matches(bound, user));
        user[attribute] = JsonNode.Parse(content);
        Assert.False(FilterEvaluator.Matches(bound, user));
    }

    [Fact]
    public void A_groups_name_is_found_in_any_spelling_of_it()
    {
        var group = Sample.Group();
        Assert.True(FilterEvaluator.Matches(FilterBinder.Parse("displayName eq \" RECRUITERS \"", ResourceTypes.Group), group));
        Assert.False(FilterEvaluator.Matches(FilterBinder.Parse("displayName eq \"recruiter\"", ResourceTypes.Group), group));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("userName", 8)]
    [InlineData("userName eq", 11)]
    [InlineData("userName eq bjensen", 12)]
    [InlineData("userName eq \"bjensen", 12)]
    [InlineData("userName like \"x\"", 9)]
    [InlineData("userName eq \"x\" and", 19)]
    [InlineData("(userName pr", 12)]
    [InlineData("userName pr)", 11)]
    [InlineData("not userName pr", 4)]
    [InlineData("emails[type eq \"work\"", 21)]
    [InlineData("user%Name pr", 4)]
    [InlineData("1name pr", 0)]
    [InlineData("userName eq \"\\x\"", 12)]
    [InlineData("userName eq 1.2.3", 12)]
    [InlineData("name..x pr", 0)]
    public void A_malformed_filter_is_refused_with_its_position(string filter, int position)
    {
        var e = Assert.Throws<ScimException>(() => FilterBinder.Parse(filter, ResourceTypes.User));
        Assert.Equal((400, ScimErrorType.InvalidFilter), (e.Status, e.ScimType));
        Assert.Contains($"position {position}.", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shoeSize eq 1", "shoeSize")]
    [InlineData("name.shoe pr", "name.shoe")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:shoe pr", "shoe")]
    [InlineData("emails[shoe eq \"x\"]", "shoe")]
    [InlineData("userName[x eq \"y\"]", "userName")]
    [InlineData("active gt false", "active")]
    [InlineData("active co \"t\"", "active")]
    [InlineData("active eq \"true\"", "active")]
    [InlineData("userName eq 1", "userName")]
    [InlineData("userName eq true", "userName")]
    [InlineData("userName gt null", "userName")]
    [InlineData("meta.created eq \"yesterday\"", "yesterday")]
    [InlineData("meta.created co \"2026\"", "meta.created")]
    [InlineData("name eq \"x\"", "name")]
    [InlineData("addresses eq \"x\"", "addresses")]
    [InlineData("password eq \"x\"", "password")]
    [InlineData("meta.location pr", "meta.location")]
    [InlineData("x509Certificates.value gt \"x\"", "x509Certificates")]
    public void A_filter_that_the_schema_does_not_allow_is_refused_by_name(string filter, string name)
    {
        var e = Assert.Throws<ScimException>(() => FilterBinder.Parse(filter, ResourceTypes.User));
        Assert.Equal((400, ScimErrorType.InvalidFilter), (e.Status, e.ScimType));
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_depth_and_number_of_comparisons_are_limited()
    {
        string[] tooLarge =
        [
            $"userName eq \"{new string('x', RequestLimits.FilterLength)}\"",
            string.Concat(Enumerable.Repeat("(", RequestLimits.FilterDepth + 1)) + "title pr"
                + new string(')', RequestLimits.FilterDepth + 1),
            string.Join(" or ", Enumerable.Repeat("title pr", RequestLimits.FilterTerms + 1)),
            string.Join(" or ", Enumerable.Repeat("emails[type pr and value pr]", (RequestLimits.FilterTerms / 2) + 1)),
        ];
        Assert.All(tooLarge, filter => Assert.Equal(400, Assert.Throws<ScimException>(() => FilterParser.Parse(filter)).Status));
        FilterParser.Parse(string.Join(" or ", Enumerable.Repeat("title pr", RequestLimits.FilterTerms)));
        FilterParser.Parse(string.Join(" or ", Enumerable.Repeat("emails[type pr and value pr]", RequestLimits.FilterTerms / 2)));
    }

    [Theory]
    [InlineData("a pr and b pr or c pr", "a pr and b pr or c pr")]
    [InlineData("a pr and (b pr or c pr)", "a pr and (b pr or c pr)")]
    [InlineData("a pr and (b pr and c pr)", "a pr and (b pr and c pr)")]
    [InlineData("((a pr))", "a pr")]
    [InlineData("a-b pr and c_d pr", "a-b pr and c_d pr")]
    [InlineData("a eq -1 or a eq 1e+2", "a eq -1 or a eq 100")]
    [InlineData("a eq 0 or a eq 9", "a eq 0 or a eq 9")]
    [InlineData("NOT (a EQ TRUE)", "not (a eq true)")]
    [InlineData("emails[type eq \"work\"].value eq \"x\"", "emails[type eq \"work\" and value eq \"x\"]")]
    [InlineData("a eq \"q\\\"\\u00e4\"", "a eq \"q\\\"ä\"")]
    public void A_filter_is_printed_with_only_the_parentheses_it_needs(string filter, string printed)
    {
        Assert.Equal(printed, FilterParser.Parse(filter).ToString());
        Assert.Equal(FilterParser.Parse(filter), FilterParser.Parse(printed));
    }
}
