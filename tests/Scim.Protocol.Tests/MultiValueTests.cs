using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Limits;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>The elements of multi-valued attributes as a POST or PUT sends them (RFC 7643, section 2.4).</summary>
public sealed class MultiValueTests
{
    [Theory]
    [InlineData("""[{"value":"a","type":"work"},{"value":"A","type":"WORK","display":"d"}]""",
        """[{"value":"A","type":"WORK","display":"d"}]""")]
    [InlineData("""[{"value":"a","type":"work"},{"value":"a","type":"home"},{"value":"a"}]""",
        """[{"value":"a","type":"work"},{"value":"a","type":"home"},{"value":"a"}]""")]
    [InlineData("""[{"type":"t","display":"d"},{"display":"d","type":"t","primary":true},{"type":"t"}]""",
        """[{"type":"t","display":"d","primary":true},{"type":"t"}]""")]
    public void Equal_elements_are_one(string roles, string expected) => PatchSample.AssertJson(expected, Read(roles));

    [Fact]
    public void Parts_that_the_schema_does_not_have_are_dropped() =>
        PatchSample.AssertJson("""[{"value":"a"}]""", Read("""[{"value":"a","colour":"red"}]"""));

    [Fact]
    public void Elements_are_counted_as_they_are_sent()
    {
        var equal = Enumerable.Repeat("""{"value":"a"}""", RequestLimits.Elements + 1);
        Assert.Equal(
            "'roles' has 501 values; 500 is the most.",
            Assert.Throws<ScimException>(() => Read($"[{string.Join(',', equal)}]")).Message);
    }

    [Fact]
    public void A_member_has_a_value()
    {
        var group = Sample.Json($$"""{"schemas":["{{SchemaUrns.Group}}"],"displayName":"G","members":[{"type":"User"}]}""");
        Assert.Equal(
            "Each element of 'members' needs a 'value': The user's id.",
            Assert.Throws<ScimException>(() => ResourceReader.Read(group, ResourceTypes.Group)).Message);
    }

    private static JsonNode? Read(string roles) => ResourceReader.Read(
        Sample.Json($$"""{"schemas":["{{SchemaUrns.User}}"],"userName":"u","roles":{{roles}}}"""), ResourceTypes.User)["roles"];
}
