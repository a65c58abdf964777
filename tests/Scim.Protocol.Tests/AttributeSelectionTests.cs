using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>The attributes that a client selects (RFC 7644, section 3.9), and what schemas say of their return.</summary>
public sealed class AttributeSelectionTests
{
    private static readonly string[] Nothing = [];

    [Fact]
    public void A_client_that_names_nothing_gets_what_is_usual()
    {
        Assert.True(AttributeSelection.Default.IsDefault);
        Assert.Same(AttributeSelection.Default, AttributeSelection.Create(null, null, ResourceTypes.User));
        Assert.Same(AttributeSelection.Default, AttributeSelection.Create(Nothing, Nothing, ResourceTypes.User));
        Assert.False(AttributeSelection.Create(["title"], null, ResourceTypes.User).IsDefault);
        Assert.False(AttributeSelection.Create(null, ["title"], ResourceTypes.User).IsDefault);
    }

    [Fact]
    public void A_schemas_URN_selects_all_its_attributes() => Assert.Equal(
        ["schemas", "id", "userName", "name", "active", "emails"],
        Select(SchemaUrns.User).Select(attribute => attribute.Key));

    [Fact]
    public void A_part_is_selected_of_its_own_attribute_only() => Assert.Equal(
        ["schemas", "id", "roles"],
        Select("roles.value", """ "title":"T","roles":[{"value":"r"}] """).Select(attribute => attribute.Key));

    [Fact]
    public void An_element_without_the_selected_part_is_left_out() => PatchSample.AssertJson(
        """[{"display":"d"}]""", Select("roles.display", """ "roles":[{"value":"a"},{"value":"b","display":"d"}] """)["roles"]);

    [Fact]
    public void A_selected_attribute_of_an_extension_comes_without_the_others() => PatchSample.AssertJson(
        """{"division":"D"}""",
        Select($"{SchemaUrns.EnterpriseUser}:division", $$$""" "{{{SchemaUrns.EnterpriseUser}}}":{"department":"T","division":"D"} """)
            [SchemaUrns.EnterpriseUser]);

    [Theory]
    [InlineData(null, null, """{"value":"1","type":"t","serial":"s"}""")]
    [InlineData("badges", null, """{"value":"1","type":"t","serial":"s"}""")]
    [InlineData("badges.note", null, """{"serial":"s","note":"n"}""")]
    [InlineData("badges,badges.note", null, """{"value":"1","type":"t","serial":"s","note":"n"}""")]
    [InlineData("badges.secret", null, """{"serial":"s"}""")]
    [InlineData(null, "badges.serial,badges.type", """{"value":"1","serial":"s"}""")]
    public void A_part_is_returned_as_its_schema_says(string? attributes, string? excluded, string expected)
    {
        var device = Sample.Json("""{"badges":[{"value":"1","type":"t","serial":"s","secret":"x","note":"n"}]}""");
        var selection = AttributeSelection.Create(attributes?.Split(','), excluded?.Split(','), SampleTypes.Device);
        PatchSample.AssertJson($"[{expected}]", Projection.Apply(device, SampleTypes.Device, selection)["badges"]);
    }

    private static JsonObject Select(string name, string attributes = "") => Projection.Apply(
        Sample.User(attributes), ResourceTypes.User, AttributeSelection.Create([name], null, ResourceTypes.User));
}
