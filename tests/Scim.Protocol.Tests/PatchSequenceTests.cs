using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using static Scim.Protocol.Tests.PatchSample;

namespace Scim.Protocol.Tests;

/// <summary>
/// The rules for a list are applied late, for their cost, and yet each operation finds the list as the ones before it left it.
/// </summary>
public sealed class PatchSequenceTests
{
    [Fact]
    public void A_filter_on_primary_finds_only_the_element_that_was_made_primary_before()
    {
        var emails = User(
            """
            {"op":"replace","path":"emails[type eq \"home\"].primary","value":true},
            {"op":"replace","path":"emails[primary eq true].display","value":"d"}
            """).Resource["emails"]!;
        AssertJson("""{"value":"Bjensen@work.example","type":"work","primary":false}""", emails[0]);
        AssertJson("""{"value":"babs@home.example","type":"home","primary":true,"display":"d"}""", emails[1]);
    }

    [Fact]
    public void Of_two_operations_that_make_an_element_primary_the_later_counts()
    {
        var emails = User(
            """
            {"op":"replace","path":"emails[type eq \"home\"].primary","value":true},
            {"op":"add","path":"emails","value":[{"value":"n@x","type":"other","primary":true}]},
            {"op":"replace","path":"emails[type eq \"work\"].display","value":"d"}
            """).Resource["emails"]!.AsArray();
        Assert.Equal([false, false, true], emails.Select(email => email!["primary"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"emails[value sw \"bj\"].value","value":"BABS@home.example"}""")]
    [InlineData("""{"op":"replace","path":"emails[value sw \"bj\"]","value":{"value":"BABS@home.example"}}""")]
    [InlineData("""{"op":"replace","path":"emails.value","value":"babs@home.example"}""")]
    public void An_element_that_becomes_equal_to_another_is_merged_before_the_next_filter(string change)
    {
        // The first operations look at what the change then replaces.
        var emails = User(
            $$"""
            {"op":"replace","path":"emails[type eq \"home\"].display","value":"d"},
            {"op":"replace","path":"emails[value sw \"bj\"].type","value":"home"},
            {{change}},
            {"op":"replace","path":"emails[value eq \"babs@home.example\"].type","value":"other"}
            """).Resource["emails"]!.AsArray();
        var email = Assert.Single(emails)!;
        Assert.Equal(("other", "d"), (email["type"]!.GetValue<string>(), email["display"]!.GetValue<string>()));
    }

    [Fact]
    public void An_element_that_is_added_again_as_primary_is_the_last_one_made_so()
    {
        var emails = User(
            """
            {"op":"replace","path":"emails[type eq \"home\"].primary","value":true},
            {"op":"add","path":"emails","value":[{"value":"bjensen@work.example","type":"work","primary":true}]}
            """).Resource["emails"]!.AsArray();
        Assert.Equal([true, false], emails.Select(email => email!["primary"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"active","value":true}""", "{}")]
    [InlineData("""{"op":"replace","path":"title","value":"T"}""", "{}")]
    [InlineData("""{"op":"replace","path":"active","value":false}""", """{"active":false}""")]
    [InlineData("""{"op":"replace","path":"active","value":false},{"op":"remove","path":"active"}""", """{"active":false}""")]
    [InlineData("""{"op":"replace","path":"active","value":false},{"op":"add","path":"active","value":true}""", """{"active":true}""")]
    public void The_last_value_of_what_a_PUT_keeps_is_told_whatever_becomes_of_it(string operations, string lastAssigned) =>
        AssertJson(lastAssigned, User(operations).LastAssigned);

    [Theory]
    [InlineData("phoneNumbers", "value", "value ew \\\"x7\\\" and type eq \\\"work\\\"")]
    [InlineData("emails", "value", "value eq \\\"nobody\\\"")]
    [InlineData("addresses", "formatted", "type eq \\\"home\\\"")]
    public void Values_are_normalised_once_for_all_operations(string attribute, string part, string filter)
    {
        const int elements = 50;
        const int operations = 200;
        var user = Sample.User();
        user[attribute] = new JsonArray(
            [.. Enumerable.Range(0, elements).Select(i => new JsonObject { [part] = new string('X', 1_000) + i, ["type"] = "work" })]);
        user[attribute]![0]![part] = "nobody";
        user[attribute]![0]!["type"] = "home";
        var patch = string.Join(',', Enumerable.Range(0, operations).Select(
            i => $$"""{"op":"replace","path":"{{attribute}}[{{filter}}].primary","value":{{(i % 2 == 0 ? "true" : "false")}}}"""));
        Sample.Patch(user, ResourceTypes.User, patch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Sample.Patch(user, ResourceTypes.User, patch);
        // Each value in folded case has 2,000 bytes: a fourth of what folding them for each operation would take.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, operations * elements * 500L);
    }

    [Fact]
    public void A_filter_finds_an_added_element_merged_with_the_equal_one()
    {
        var emails = User(
            """
            {"op":"add","path":"emails","value":[{"value":"BABS@home.example","type":"home","display":"b"}]},
            {"op":"replace","path":"emails[display eq \"b\"].value","value":"new@x"}
            """).Resource["emails"]!.AsArray();
        Assert.Equal(2, emails.Count);
        AssertJson("""{"value":"new@x","type":"home","display":"b"}""", emails[1]);
    }

    [Fact]
    public void Elements_that_operations_make_equal_are_merged()
    {
        var emails = User(
            """{"op":"replace","path":"emails.value","value":"one@x"},{"op":"replace","path":"emails.type","value":"work"}""")
            .Resource["emails"]!.AsArray();
        AssertJson("""[{"value":"one@x","type":"work","primary":true}]""", emails);
    }

    [Theory]
    [InlineData("""{"op":"remove","path":"emails[type eq \"home\"]"}""")]
    [InlineData("""{"op":"remove","path":"emails","value":[{"value":"babs@home.example","type":"home"}]}""")]
    public void Two_elements_made_primary_by_one_operation_are_refused_at_the_next_look(string next) =>
        Assert.Throws<ScimException>(() => User($$"""{"op":"replace","path":"emails.primary","value":true},{{next}}"""));

    [Fact]
    public void Two_elements_made_primary_by_one_operation_are_refused_though_one_was_so_before()
    {
        const string both = """{"op":"replace","path":"emails.primary","value":true}""";
        Assert.Throws<ScimException>(() => User($$"""{"op":"replace","path":"emails[type eq \"home\"].primary","value":true},{{both}}"""));
    }
}
