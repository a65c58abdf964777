using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using static Scim.Protocol.Tests.PatchSample;

namespace Scim.Protocol.Tests;

/// <summary>PATCH of multi-valued attributes: which elements are added, replaced, removed or made primary.</summary>
public sealed class PatchElementTests
{
    [Fact]
    public void A_new_primary_replaces_the_old_one()
    {
        var result = User("""{"op":"replace","path":"emails[type eq \"home\"].primary","value":true}""");
        AssertJson("false", result.Resource["emails"]![0]!["primary"]);
        AssertJson("true", result.Resource["emails"]![1]!["primary"]);

        var added = User("""{"op":"add","path":"emails","value":{"value":"n@x","type":"other","primary":true}}""");
        Assert.Equal(
            ["other"],
            added.Resource["emails"]!.AsArray()
                .Where(email => email!["primary"]?.GetValue<bool>() == true)
                .Select(email => email!["type"]!.GetValue<string>()));
    }

    [Fact]
    public void Two_primaries_at_once_are_refused() => Assert.Throws<ScimException>(() =>
        User("""{"op":"replace","path":"emails","value":[{"value":"a","primary":true},{"value":"b","primary":true}]}"""));

    [Theory]
    [InlineData("emails.primary")]
    [InlineData("emails[value pr].primary")]
    public void One_operation_cannot_make_two_elements_primary(string path) => Assert.Equal(
        ScimErrorType.InvalidValue,
        Assert.Throws<ScimException>(() => User($$"""{"op":"replace","path":"{{path}}","value":true}""")).ScimType);

    [Fact]
    public void Duplicate_values_are_stored_once()
    {
        var result = User(
            """{"op":"replace","path":"emails","value":[{"value":"A@x","type":"work"},{"value":"a@X","type":"WORK","display":"d"}]}""");
        AssertJson("""[{"value":"a@X","type":"WORK","display":"d"}]""", result.Resource["emails"]);
    }

    [Fact]
    public void Elements_are_removed_by_filter_by_value_or_all_at_once()
    {
        AssertJson(
            """[{"value":"Bjensen@work.example","type":"work","primary":true}]""",
            User("""{"op":"remove","path":"emails[type eq \"home\"]"}""").Resource["emails"]);
        AssertJson(
            """[{"value":"Bjensen@work.example","type":"work","primary":true}]""",
            User("""{"op":"Remove","path":"emails","value":[{"type":"home","value":"babs@home.example"}]}""").Resource["emails"]);
        Assert.Null(User("""{"op":"remove","path":"emails"}""").Resource["emails"]);
        Assert.Null(User("""{"op":"remove","path":"emails[value pr]"}""").Resource["emails"]);
        Assert.Empty(User("""{"op":"remove","path":"emails[type eq \"other\"]"}""").Changed);
        AssertJson(
            """{"value":"babs@home.example"}""",
            User("""{"op":"remove","path":"emails[type eq \"home\"].type"}""").Resource["emails"]![1]);
    }

    [Fact]
    public void Replacing_an_element_keeps_the_attributes_that_selected_it()
    {
        const string operation = """{"op":"replace","path":"emails[type eq \"home\"]","value":{"value":"new@x"}}""";
        var result = User(operation);
        AssertJson("""{"type":"home","value":"new@x"}""", result.Resource["emails"]![1]);
        Assert.Empty(Sample.Patch(result.Resource, ResourceTypes.User, operation).Changed);
    }
}
