using System.Text;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>What a PATCH refuses, what its operations leave behind, and bodies that are no JSON object.</summary>
public sealed class PatchRefusalTests
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    [Theory]
    [InlineData("""{"op":"replace","path":"roles.type","value":"x"}""", "noTarget", "'roles.type' has no element to replace a part of.")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"other\"].value","value":"c@x.example"}""", "noTarget",
        "'emails[type eq \"other\"].value' selects no element to replace.")]
    [InlineData("""{"op":"add","path":"emails[value co \"other\"].display","value":"x"}""", "noTarget",
        "'emails[value co \"other\"].display' selects no element, and its filter does not tell what a new one would be.")]
    [InlineData("""{"op":"add","path":"emails[type eq \"a\" and value co \"b\"].display","value":"x"}""", "noTarget",
        "'emails[type eq \"a\" and value co \"b\"].display' selects no element, and its filter does not tell what a new one would be.")]
    [InlineData("""{"op":"add","path":"emails[type eq \"a\" and type eq \"b\"].display","value":"x"}""", "noTarget",
        "'emails[type eq \"a\" and type eq \"b\"].display' selects no element, and its filter does not tell what a new one would be.")]
    [InlineData("""{"op":"add","path":"emails[value eq \"nobody\"].display","value":"x"}""", "invalidValue",
        "'emails.value' is 'nobody', which is not an e-mail address such as 'ann@example.com'.")]
    [InlineData("""{"op":"replace","path":"name","value":"x"}""", "invalidValue", "'name' is 'x'; it takes an object.")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"work\"]","value":"x"}""", "invalidValue",
        "'emails[type eq \"work\"]' is 'x'; it takes an object.")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"work\"].value","value":5}""", "invalidValue",
        "'emails[type eq \"work\"].value' is 5; it takes a string of valid Unicode.")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"work\"]","value":{"value":5}}""", "invalidValue",
        "'emails[type eq \"work\"].value' is 5; it takes a string of valid Unicode.")]
    [InlineData("""{"op":"replace","path":"id","value":"x"}""", "mutability", "'id' is read-only.")]
    [InlineData("""{"op":"replace","path":"meta.created","value":"x"}""", "mutability", "'meta.created' is read-only.")]
    [InlineData($$"""{"op":"add","path":"{{Enterprise}}[department pr]","value":{} }""", "invalidPath",
        $"'{Enterprise}[department pr]' has a filter, which an extension does not take.")]
    [InlineData($$"""{"op":"add","path":"{{Enterprise}}","value":"x"}""", "invalidValue", $"'{Enterprise}' is 'x'; it takes an object.")]
    [InlineData($$"""{"op":"add","path":"{{Enterprise}}","value":{"shoe":1} }""", "invalidPath",
        $"'{Enterprise}:shoe' is not an attribute. Known are 'employeeNumber', 'costCenter', 'organization', 'division', 'department', "
        + "'manager'.")]
    [InlineData("""{"op":"add","path":"shoe","value":1}""", "invalidPath", "'shoe' is not an attribute of a User.")]
    [InlineData("""{"op":"add","path":"shoe[type pr]","value":{}}""", "invalidPath", "'shoe[type pr]' is not an attribute of a User.")]
    [InlineData("""{"op":"replace","path":"password","value":5}""", "invalidValue", "'password' takes a string of valid Unicode.")]
    public void A_refusal_names_the_path_and_the_reason(string operation, string scimType, string detail)
    {
        var refusal = Assert.Throws<ScimException>(() => PatchSample.User(operation));
        Assert.Equal((400, scimType, detail), (refusal.Status, refusal.ScimType, refusal.Message));
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"members[value eq \"x\"].value","value":"y"}""",
        "'members[value eq \"x\"].value' is immutable: add and remove whole elements of 'members'.")]
    [InlineData("""{"op":"replace","path":"members[value eq \"x\"]","value":{"value":"y"}}""",
        "Elements of 'members' can be added and removed, not changed.")]
    public void Members_cannot_be_changed(string operation, string detail)
    {
        var refusal = Assert.Throws<ScimException>(() => Sample.Patch(Sample.Group(), ResourceTypes.Group, operation));
        Assert.Equal(("mutability", detail), (refusal.ScimType, refusal.Message));
    }

    [Theory]
    [InlineData("""{"op":"remove","path":"emails.type"}""", "emails",
        """[{"value":"Bjensen@work.example","primary":true},{"value":"babs@home.example"}]""")]
    [InlineData("""{"op":"add","path":"roles.type","value":"x"}""", "roles", """[{"type":"x"}]""")]
    [InlineData("""{"op":"add","path":"roles.type","value":null}""", "roles", null)]
    [InlineData("""{"op":"replace","path":"roles.type","value":null}""", "roles", null)]
    [InlineData("""{"op":"add","path":"roles","value":[{"value":"a"}]},{"op":"remove","path":"roles[value pr].value"}""", "roles", null)]
    [InlineData("""{"op":"add","path":"roles","value":[{"value":"a"}]},{"op":"remove","path":"roles","value":[{"value":"A"}]}""",
        "roles", null)]
    [InlineData("""{"op":"remove","path":"name.givenName","value":"Barbara"}""", "name", """{"familyName":"Jensen"}""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"work\"].value","value":" "}""", "emails",
        """[{"type":"work","primary":true},{"value":"babs@home.example","type":"home"}]""")]
    [InlineData("""{"op":"replace","path":"emails.value","value":" "}""", "emails",
        """[{"type":"work","primary":true},{"type":"home"}]""")]
    [InlineData("""{"op":"remove","path":"emails[type eq \"home\"]"},{"op":"replace","path":"emails.display","value":" "}""", "emails",
        """[{"value":"Bjensen@work.example","type":"work","primary":true,"display":" "}]""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"work\"]","value":{"display":"W","value":"w@x.example"}}""", "emails",
        """[{"type":"work","display":"W","value":"w@x.example"},{"value":"babs@home.example","type":"home"}]""")]
    [InlineData("""{"op":"add","path":"emails[type eq \"work\"]","value":{"display":"W"}}""", "emails",
        """
        [{"value":"Bjensen@work.example","type":"work","primary":true,"display":"W"},{"value":"babs@home.example","type":"home"}]
        """)]
    [InlineData("""{"op":"add","path":"emails[type eq \"other\"].value","value":"o@x.example"}""", "emails",
        """
        [{"value":"Bjensen@work.example","type":"work","primary":true},{"value":"babs@home.example","type":"home"},
         {"type":"other","value":"o@x.example"}]
        """)]
    [InlineData("""{"op":"add","path":"emails[type eq \"home\"].primary","value":true}""", "emails",
        """
        [{"value":"Bjensen@work.example","type":"work","primary":false},{"value":"babs@home.example","type":"home","primary":true}]
        """)]
    [InlineData("""{"op":"remove","path":"emails[type eq \"work\"].value"},{"op":"remove","path":"emails[type eq \"home\"]"}""", "emails",
        """[{"type":"work","primary":true}]""")]
    public void Elements_are_what_the_operations_make_of_them(string operations, string attribute, string? expected)
    {
        var actual = PatchSample.User(operations).Resource[attribute];
        if (expected is null)
            Assert.Null(actual);
        else
            PatchSample.AssertJson(expected, actual);
    }

    [Fact]
    public void An_extension_is_there_as_long_as_it_has_an_attribute()
    {
        var with = PatchSample.User(
            $$"""{"op":"add","path":"{{Enterprise}}","value":{"department":"D","schemas":["{{Enterprise}}"]} }""").Resource;
        PatchSample.AssertJson("""{"department":"D"}""", with[Enterprise]);
        var without = Sample.Patch(with, ResourceTypes.User, $$"""{"op":"remove","path":"{{Enterprise}}:department"}""").Resource;
        Assert.Null(without[Enterprise]);
        var removed = Sample.Patch(with, ResourceTypes.User, $$"""{"op":"remove","path":"{{Enterprise}}"}""");
        Assert.Null(removed.Resource[Enterprise]);
        Assert.Equal([$"{Enterprise}:department"], removed.Changed);
        var another = Sample.Patch(with, ResourceTypes.User, $$"""{"op":"add","path":"{{Enterprise}}:division","value":"V"}""").Resource;
        PatchSample.AssertJson("""{"department":"D","division":"V"}""", another[Enterprise]);
        Assert.Null(PatchSample.User($$"""{"op":"remove","path":"{{Enterprise}}:department"}""").Resource[Enterprise]);
    }

    [Fact]
    public void A_text_has_a_longest_length()
    {
        var longest = new string('x', 4_096);
        var user = PatchSample.User($$"""{"op":"add","path":"title","value":"{{longest}}"}""").Resource;
        Assert.Equal(longest, $"{user["title"]}");
        Assert.Equal(
            "'title' has 4097 characters; 4096 is the most.",
            Assert.Throws<ScimException>(() => PatchSample.User($$"""{"op":"add","path":"title","value":"{{longest}}y"}""")).Message);
    }

    [Theory]
    [InlineData("[]", "The body must be a JSON object.")]
    [InlineData("null", "The body must be a JSON object.")]
    [InlineData("{\"a\":1,\"\\ud800\":2}", "The body has a name that is not valid Unicode.")]
    public void A_body_is_a_JSON_object(string body, string detail)
    {
        var refusal = Assert.Throws<ScimException>(() => Sample.Json(body));
        Assert.Equal((400, "invalidSyntax", detail), (refusal.Status, refusal.ScimType, refusal.Message));
    }

    [Fact]
    public void A_body_that_is_not_JSON_is_told_with_its_place()
    {
        var refusal = Assert.Throws<ScimException>(() => Sample.Json("{\n\"a\": x}"));
        Assert.StartsWith("The body is not JSON: 'x' is an invalid start of a value.", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("(line 2, byte 6)", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(
            "The body is not UTF-8.",
            Assert.Throws<ScimException>(() => ScimJson.ParseObject([.. Encoding.UTF8.GetBytes("{\"a\":\""), 0xFF, 0x22, 0x7D])).Message);
    }
}
