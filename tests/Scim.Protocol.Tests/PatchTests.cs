using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;
using static Scim.Protocol.Tests.PatchSample;

namespace Scim.Protocol.Tests;

/// <summary>PATCH (RFC 7644, section 3.5.2): attributes, extensions, members, and what is refused.</summary>
public sealed class PatchTests
{
    private const string Enterprise = SchemaUrns.EnterpriseUser;

    [Fact]
    public void A_replace_changes_and_reports_only_what_it_names()
    {
        var result = User("""{"op":"replace","path":"name.givenName","value":"Babs"}""");
        AssertJson("""{"givenName":"Babs","familyName":"Jensen"}""", result.Resource["name"]);
        Assert.Equal(["name.givenName"], result.Changed);
    }

    [Fact]
    public void Repeating_the_current_values_changes_nothing()
    {
        var result = User("""
            {"op":"replace","path":"active","value":true},
            {"op":"add","path":"emails","value":[{"type":"work","value":"Bjensen@work.example"}]},
            {"op":"replace","value":{"name":{"familyName":"Jensen"},"externalId":"Ext-1"}}
            """);
        Assert.Empty(result.Changed);
    }

    [Fact]
    public void Quirk_05_replacing_a_complex_attribute_keeps_the_parts_that_are_not_named()
    {
        var result = User("""{"op":"replace","path":"name","value":{"familyName":"Smith"}}""");
        AssertJson("""{"givenName":"Barbara","familyName":"Smith"}""", result.Resource["name"]);
        Assert.Equal(["name.familyName"], result.Changed);
    }

    [Fact]
    public void Quirk_06_an_add_to_an_element_that_is_not_there_creates_it_with_the_filters_type()
    {
        var result = User("""{"op":"add","path":"emails[TYPE eq \"other\"].value","value":"new@x.example"}""");
        AssertJson("""{"type":"other","value":"new@x.example"}""", result.Resource["emails"]![2]);
    }

    [Fact]
    public void Quirk_06_a_replace_of_an_element_that_is_not_there_has_no_target()
    {
        var e = Assert.Throws<ScimException>(() => User("""{"op":"replace","path":"emails[type eq \"other\"].value","value":"n@x"}"""));
        Assert.Equal((400, ScimErrorType.NoTarget), (e.Status, e.ScimType));
    }

    [Fact]
    public void An_add_whose_filter_does_not_describe_an_element_has_no_target()
    {
        var e = Assert.Throws<ScimException>(() => User("""{"op":"add","path":"emails[type co \"oth\"].value","value":"n@x"}"""));
        Assert.Equal(ScimErrorType.NoTarget, e.ScimType);
    }

    [Theory]
    [InlineData($$"""{"op":"add","path":"{{Enterprise}}:department","value":"Tours"}""", """{"department":"Tours"}""")]
    [InlineData($$$"""{"op":"add","path":"{{{Enterprise}}}","value":{"department":"Tours"}}""", """{"department":"Tours"}""")]
    [InlineData($$$$"""{"op":"add","value":{"{{{{Enterprise}}}}":{"DEPARTMENT":"Tours"}}}""", """{"department":"Tours"}""")]
    [InlineData($$$"""{"op":"add","path":"{{{Enterprise}}}:manager","value":{"value":"M"}}""", """{"manager":{"value":"M"}}""")]
    [InlineData($$"""{"op":"replace","path":"{{Enterprise}}:manager.value","value":"M"}""", """{"manager":{"value":"M"}}""")]
    public void Quirk_07_the_extension_is_reached_with_and_without_the_attribute(string operation, string expected)
    {
        var result = User(operation);
        AssertJson(expected, result.Resource[Enterprise]);
        AssertJson($$"""["{{SchemaUrns.User}}","{{Enterprise}}"]""", result.Resource["schemas"]);
    }

    [Fact]
    public void Quirk_07_removing_the_last_of_an_extension_removes_its_urn()
    {
        var result = User($$"""{"op":"remove","path":"{{Enterprise}}:department"}""", $$""" "{{Enterprise}}":{"department":"T"} """);
        AssertJson($$"""["{{SchemaUrns.User}}"]""", result.Resource["schemas"]);
        Assert.Equal([$"{Enterprise}:department"], result.Changed);
    }

    [Fact]
    public void Quirk_08_read_only_attributes_in_a_replace_without_a_path_are_passed_over()
    {
        var result = Sample.Patch(Sample.Group(), ResourceTypes.Group, """{"op":"replace","value":{"id":"other","displayName":"New"}}""");
        Assert.Equal(("g1", "New"), (result.Resource["id"]!.GetValue<string>(), result.Resource["displayName"]!.GetValue<string>()));
        Assert.Equal(["displayName"], result.Changed);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("meta.created")]
    [InlineData("groups")]
    [InlineData("schemas")]
    [InlineData(Enterprise + ":manager.displayName")]
    public void A_read_only_path_is_refused(string path)
    {
        var e = Assert.Throws<ScimException>(() => User($$"""{"op":"replace","path":"{{path}}","value":"x"}"""));
        Assert.Equal((400, ScimErrorType.Mutability), (e.Status, e.ScimType));
    }

    [Fact]
    public void Quirk_09_replacing_something_else_leaves_the_members_alone() =>
        Assert.Empty(Sample.Patch(Sample.Group(), ResourceTypes.Group, """{"op":"replace","path":"displayName","value":"New"}""").Detached);

    [Theory]
    [InlineData("""{"op":"move","path":"title","value":"x"}""", ScimErrorType.InvalidSyntax, "move")]
    [InlineData("""{"op":"replace","path":"shoeSize","value":"x"}""", ScimErrorType.InvalidPath, "shoeSize")]
    [InlineData("""{"op":"replace","path":"name.shoe","value":"x"}""", ScimErrorType.InvalidPath, "name.shoe")]
    [InlineData("""{"op":"replace","path":"emails[type eq","value":"x"}""", ScimErrorType.InvalidPath, "position 14")]
    [InlineData("""{"op":"replace","path":"emails[shoe eq \"x\"].value","value":"x"}""", ScimErrorType.InvalidPath, "shoe")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"work\"].shoe","value":"x"}""", ScimErrorType.InvalidPath, "shoe")]
    [InlineData("""{"op":"replace","path":"name[givenName eq \"x\"]","value":{}}""", ScimErrorType.InvalidPath, "name")]
    [InlineData("""{"op":"replace","value":{"shoeSize":"x"}}""", ScimErrorType.InvalidPath, "shoeSize")]
    [InlineData("""{"op":"replace","value":{"name":{"shoe":"x"}}}""", ScimErrorType.InvalidPath, "name.shoe")]
    [InlineData("""{"op":"replace","value":"x"}""", ScimErrorType.InvalidValue, "object")]
    [InlineData("""{"op":"remove"}""", ScimErrorType.NoTarget, "path")]
    [InlineData("""{"op":"add","path":"title"}""", ScimErrorType.InvalidValue, "value")]
    [InlineData("""{"op":"add","path":7,"value":"x"}""", ScimErrorType.InvalidPath, "path")]
    [InlineData("""{"path":"title","value":"x"}""", ScimErrorType.InvalidSyntax, "op")]
    [InlineData("""{"op":"replace","path":"active","value":"yes"}""", ScimErrorType.InvalidValue, "active")]
    [InlineData("""{"op":"replace","path":"timezone","value":"GMT+1"}""", ScimErrorType.InvalidValue, "GMT+1")]
    [InlineData("""{"op":"remove","path":"userName"}""", ScimErrorType.Mutability, "userName")]
    [InlineData("""{"op":"replace","path":"userName","value":null}""", ScimErrorType.InvalidValue, "userName")]
    public void Quirk_10_what_can_not_be_applied_is_refused_by_name_and_nothing_is_applied(string operation, string scimType, string named)
    {
        var user = Sample.User();
        var before = user.DeepClone();
        var e = Assert.Throws<ScimException>(() =>
            Sample.Patch(user, ResourceTypes.User, """{"op":"replace","path":"title","value":"Applied first"},""" + operation));
        Assert.Equal((400, scimType), (e.Status, e.ScimType));
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(before, user));
    }

    [Theory]
    [InlineData("Add", "title")]
    [InlineData("REPLACE", "TITLE")]
    [InlineData("replace", "urn:ietf:params:scim:schemas:core:2.0:User:title")]
    public void Quirk_11_op_and_path_have_no_case(string op, string path) =>
        Assert.Equal(["title"], User($$"""{"OP":"{{op}}","Path":"{{path}}","VALUE":"x"}""").Changed);

    [Fact]
    public void Quirk_11_a_groups_external_id_can_be_patched() => Assert.Equal(
        ["externalId"],
        Sample.Patch(Sample.Group(), ResourceTypes.Group, """{"op":"replace","path":"externalId","value":"y"}""").Changed);

    [Fact]
    public void Empty_and_null_values_remove_the_attribute()
    {
        Assert.Null(User("""{"op":"replace","path":"emails","value":[]}""").Resource["emails"]);
        Assert.Null(User("""{"op":"replace","path":"name","value":null}""").Resource["name"]);
        Assert.Null(User("""{"op":"replace","value":{"name":{"givenName":null,"familyName":null}}}""").Resource["name"]);
    }

    [Fact]
    public void A_password_is_accepted_but_never_stored()
    {
        var result = User("""{"op":"replace","path":"password","value":"s3cret"}""", """ "password":"first" """);
        Assert.Null(result.Resource["password"]);
        Assert.Empty(result.Changed);
    }

    [Fact]
    public void Quirk_02_and_03_operations_on_members_are_reported_in_their_order()
    {
        var result = Sample.Patch(Sample.Group(), ResourceTypes.Group, """
            {"op":"add","path":"members","value":[{"value":"a"},{"value":"b"}]},
            {"op":"Remove","path":"members","value":[{"value":"c"}]},
            {"op":"remove","path":"members[value eq \"d\"]"},
            {"op":"replace","path":"members","value":[{"value":"e"}]},
            {"op":"remove","path":"members"},
            {"op":"add","value":{"members":[{"value":"f"}]}}
            """);
        Assert.Equal(
            [
                typeof(DetachedAdded), typeof(DetachedRemoved), typeof(DetachedRemovedWhere), typeof(DetachedReplaced),
                typeof(DetachedReplaced), typeof(DetachedAdded),
            ],
            result.Detached.Select(change => change.GetType()));
        Assert.Equal(["a", "b"], ((DetachedAdded)result.Detached[0]).Values.Select(value => value["value"]!.GetValue<string>()));
        Assert.Empty(((DetachedReplaced)result.Detached[4]).Values);
        Assert.Empty(result.Changed);
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"members[value eq \"a\"].value","value":"b"}""")]
    [InlineData("""{"op":"replace","path":"members[value eq \"a\"]","value":{"value":"b"}}""")]
    [InlineData("""{"op":"replace","path":"members.value","value":"b"}""")]
    public void Members_cannot_be_changed_in_place(string operation) => Assert.Equal(
        ScimErrorType.Mutability,
        Assert.Throws<ScimException>(() => Sample.Patch(Sample.Group(), ResourceTypes.Group, operation)).ScimType);
}
