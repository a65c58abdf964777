using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>Names of attributes as clients write them, and what they name in a resource type.</summary>
public sealed class AttributePathTests
{
    [Theory]
    [InlineData("userName", null, "userName", null)]
    [InlineData("name.givenName", null, "name", "givenName")]
    [InlineData("members.$ref", null, "members", "$ref")]
    [InlineData("$ref", null, "$ref", null)]
    [InlineData("a-b.c_d", null, "a-b", "c_d")]
    [InlineData("urn:x:y:a.b", "urn:x:y", "a", "b")]
    [InlineData("URN:x:a", "URN:x", "a", null)]
    public void A_path_has_a_name_and_may_have_a_URN_and_a_part(string text, string? urn, string name, string? part)
    {
        Assert.Equal(new AttributePath(urn, name, part), AttributePath.TryParse(text));
        Assert.Equal(text, $"{AttributePath.TryParse(text)}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("1x")]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("$")]
    [InlineData("$1")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a.b.c")]
    [InlineData(":a")]
    [InlineData("x:a")]
    [InlineData("http://x:a")]
    public void Other_text_is_no_path(string text) => Assert.Null(AttributePath.TryParse(text));

    [Theory]
    [InlineData("USERNAME", "userName")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:user:Name.GivenName", "name.givenName")]
    [InlineData(SchemaUrns.EnterpriseUser, SchemaUrns.EnterpriseUser)]
    [InlineData(SchemaUrns.EnterpriseUser + ":DEPARTMENT", SchemaUrns.EnterpriseUser + ":department")]
    [InlineData(SchemaUrns.EnterpriseUser + ":manager.VALUE", SchemaUrns.EnterpriseUser + ":manager.value")]
    [InlineData("nothing", null)]
    [InlineData("name.nothing", null)]
    [InlineData("urn:x:userName", null)]
    public void A_reference_is_written_in_its_canonical_spelling(string text, string? canonical) =>
        Assert.Equal(canonical, ResourceTypes.User.Resolve(AttributePath.TryParse(text)!)?.ToString());

    [Fact]
    public void A_reference_to_nothing_has_no_text() => Assert.Equal("", $"{new AttributeReference(null, null, null)}");
}
