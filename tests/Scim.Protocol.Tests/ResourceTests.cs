using System.Text;
using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

public sealed class ResourceTests
{
    private const string Head = $$""" "schemas":["{{SchemaUrns.User}}"],"userName":"u" """;

    private static JsonObject Read(string json) => ResourceReader.Read(Sample.Json(json), ResourceTypes.User);

    [Fact]
    public void Names_become_canonical_and_unknown_empty_or_read_only_attributes_are_dropped()
    {
        var user = Read($$$"""
            {{{{Head}}},"ID":"mine","Meta":{"created":"x"},"NICKNAME":"n","title":null,"emails":[],"shoeSize":44,"password":"p",
             "NAME":{"GivenName":"G","shoe":"x","familyName":null},"groups":[{"value":"g"}],
             "URN:ietf:params:scim:schemas:extension:enterprise:2.0:user":{"Manager":{"value":"m","displayName":"M"},"x":1}}
            """);
        Assert.Equal(
            """{"userName":"u","nickName":"n","name":{"givenName":"G"},"""
            + $$$""" "{{{SchemaUrns.EnterpriseUser}}}":{"manager":{"value":"m"}},"schemas":""".TrimStart()
            + $$"""["{{SchemaUrns.User}}","{{SchemaUrns.EnterpriseUser}}"]}""",
            user.ToJsonString());
    }

    [Fact]
    public void An_extension_that_is_not_known_is_dropped() => Assert.Equal(
        $$"""{"userName":"u","schemas":["{{SchemaUrns.User}}"]}""",
        Read($$$"""{"schemas":["{{{SchemaUrns.User}}}","urn:x:Other"],"userName":"u","urn:x:Other":{"a":1}}""").ToJsonString());

    [Fact]
    public void A_groups_name_is_not_blank() => Assert.Equal(
        "'displayName' is ' ', which must not be empty.",
        Assert.Throws<ScimException>(() => ResourceReader.Read(
            Sample.Json($$"""{"schemas":["{{SchemaUrns.Group}}"],"displayName":" "}"""), ResourceTypes.Group)).Message);

    [Theory]
    [InlineData("""{"schemas":[5],"userName":"u"}""", ScimErrorType.InvalidSyntax, "'schemas' has 5; it takes an array of strings.")]
    [InlineData("""{"userName":"u"}""", ScimErrorType.InvalidSyntax, "schemas")]
    [InlineData("""{"schemas":[],"userName":"u"}""", ScimErrorType.InvalidSyntax, "schemas")]
    [InlineData("""{"schemas":"x","userName":"u"}""", ScimErrorType.InvalidSyntax, "schemas")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"userName":"u"}""", ScimErrorType.InvalidValue, "Group")]
    [InlineData("""{"schemas":["bogus"],"userName":"u"}""", ScimErrorType.InvalidValue, "bogus")]
    [InlineData(
        """{"schemas":["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"userName":"u"}""",
        ScimErrorType.InvalidValue,
        "core")]
    [InlineData($$"""{"schemas":["{{SchemaUrns.User}}"]}""", ScimErrorType.InvalidValue, "userName")]
    [InlineData($$"""{"schemas":["{{SchemaUrns.User}}"],"userName":" "}""", ScimErrorType.InvalidValue, "userName")]
    [InlineData($$$"""{{{{Head}}},"USERNAME":"v"}""", ScimErrorType.InvalidSyntax, "userName")]
    [InlineData($$$"""{{{{Head}}},"active":"true"}""", ScimErrorType.InvalidValue, "active")]
    [InlineData($$$"""{{{{Head}}},"title":5}""", ScimErrorType.InvalidValue, "title")]
    [InlineData($$$"""{{{{Head}}},"title":"a\u0000b"}""", ScimErrorType.InvalidValue, "title")]
    [InlineData($$$"""{{{{Head}}},"title":"\ud800"}""", ScimErrorType.InvalidValue, "title")]
    [InlineData($$$"""{{{{Head}}},"name":"Barbara"}""", ScimErrorType.InvalidValue, "name")]
    [InlineData($$$"""{{{{Head}}},"emails":{"value":"x"}}""", ScimErrorType.InvalidValue, "emails")]
    [InlineData($$$"""{{{{Head}}},"emails":["x"]}""", ScimErrorType.InvalidValue, "emails")]
    [InlineData(
        $$$"""{{{{Head}}},"emails":[{"value":"x@x","primary":true},{"value":"y@x","primary":true}]}""",
        ScimErrorType.InvalidValue, "primary")]
    [InlineData($$$"""{{{{Head}}},"timezone":"GMT+1"}""", ScimErrorType.InvalidValue, "Europe/London")]
    [InlineData($$$"""{{{{Head}}},"timezone":"Eastern Standard Time"}""", ScimErrorType.InvalidValue, "Eastern Standard Time")]
    [InlineData($$$"""{{{{Head}}},"timezone":"europe/london"}""", ScimErrorType.InvalidValue, "Europe/London")]
    [InlineData($$$"""{{{{Head}}},"timezone":""}""", ScimErrorType.InvalidValue, "timezone")]
    [InlineData($$$"""{{{{Head}}},"x509Certificates":[{"value":"*"}]}""", ScimErrorType.InvalidValue, "x509Certificates")]
    public void An_invalid_attribute_is_refused_by_name(string body, string scimType, string named)
    {
        var e = Assert.Throws<ScimException>(() => Read(body));
        Assert.Equal((400, scimType), (e.Status, e.ScimType));
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Europe/London")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("UTC")]
    [InlineData("Etc/GMT+1")]
    public void Iana_time_zones_are_accepted(string zone) =>
        Assert.Equal(zone, Read($$$"""{{{{Head}}},"timezone":"{{{zone}}}"}""")["timezone"]!.GetValue<string>());

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":{"\udc00x":1}}""")]
    public void A_body_that_is_no_JSON_object_is_refused(string body)
    {
        var e = Assert.Throws<ScimException>(() => ScimJson.ParseObject(Encoding.UTF8.GetBytes(body)));
        Assert.Equal((400, ScimErrorType.InvalidSyntax), (e.Status, e.ScimType));
    }

    [Theory]
    [InlineData("{\"a\u00E3b\":1}")]
    [InlineData("{\"a\":\"\u00FF\"}")]
    public void A_body_that_is_not_UTF_8_is_refused(string body)
    {
        var e = Assert.Throws<ScimException>(() => ScimJson.ParseObject(Encoding.Latin1.GetBytes(body)));
        Assert.Equal((400, ScimErrorType.InvalidSyntax), (e.Status, e.ScimType));
    }

    [Fact]
    public void Nesting_is_limited()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 1_000)) + "1" + new string('}', 1_000);
        Assert.Equal(400, Assert.Throws<ScimException>(() => Sample.Json(deep)).Status);
    }

    [Theory]
    [InlineData("userName", null, new[] { "schemas", "id", "userName" })]
    [InlineData("NAME.givenname", null, new[] { "schemas", "id", "name" })]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:active,emails.value", null, new[] { "schemas", "id", "active", "emails" })]
    [InlineData(SchemaUrns.EnterpriseUser, null, new[] { "schemas", "id", SchemaUrns.EnterpriseUser })]
    [InlineData(SchemaUrns.EnterpriseUser + ":department", null, new[] { "schemas", "id", SchemaUrns.EnterpriseUser })]
    [InlineData("nothing", null, new[] { "schemas", "id" })]
    [InlineData(null, "emails,name,externalId,meta", new[] { "schemas", "id", "userName", "active", SchemaUrns.EnterpriseUser })]
    [InlineData(
        null,
        "id,schemas",
        new[] { "schemas", "id", "externalId", "userName", "name", "active", "emails", SchemaUrns.EnterpriseUser, "meta" })]
    public void Clients_select_attributes_within_the_limits_of_the_schema(string? attributes, string? excluded, string[] expected)
    {
        var user = Sample.User($$""" "{{SchemaUrns.EnterpriseUser}}":{"department":"T","division":"D"} """);
        user["internal"] = "never";
        var selection = AttributeSelection.Create(attributes?.Split(','), excluded?.Split(','), ResourceTypes.User);
        var projected = Projection.Apply(user, ResourceTypes.User, selection);
        Assert.Equal(expected, projected.Select(attribute => attribute.Key));
    }

    [Fact]
    public void Sub_attributes_can_be_selected()
    {
        var projected = Projection.Apply(
            Sample.User(), ResourceTypes.User, AttributeSelection.Create(["emails.value", "name.familyName"], null, ResourceTypes.User));
        Assert.Equal("""{"familyName":"Jensen"}""", projected["name"]!.ToJsonString());
        Assert.Equal("""[{"value":"Bjensen@work.example"},{"value":"babs@home.example"}]""", projected["emails"]!.ToJsonString());
        var without = Projection.Apply(
            Sample.User(), ResourceTypes.User, AttributeSelection.Create(null, ["name.givenName"], ResourceTypes.User));
        Assert.Equal("""{"familyName":"Jensen"}""", without["name"]!.ToJsonString());
    }

    [Fact]
    public void Schemas_state_every_characteristic_of_every_attribute()
    {
        var schema = SchemaJson.Describe(UserSchema.Core, "https://x/scim/v2");
        var attributes = schema["attributes"]!.AsArray();
        Assert.Contains(attributes, attribute => attribute!["name"]!.GetValue<string>() == "timezone");
        var all = attributes.Concat(attributes.SelectMany(attribute => attribute!["subAttributes"]?.AsArray() ?? []));
        string[] characteristics =
            ["name", "type", "multiValued", "description", "required", "caseExact", "mutability", "returned", "uniqueness"];
        Assert.All(all, attribute => Assert.All(characteristics, name => Assert.NotNull(attribute![name])));
        Assert.Equal("https://x/scim/v2/Schemas/" + SchemaUrns.User, schema["meta"]!["location"]!.GetValue<string>());
    }
}
