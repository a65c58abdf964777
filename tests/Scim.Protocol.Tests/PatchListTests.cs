using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using static Scim.Protocol.Tests.PatchSample;

namespace Scim.Protocol.Tests;

/// <summary>PATCH of lists that are stored in an extension, or were stored before their values were checked.</summary>
public sealed class PatchListTests
{
    private const string Rooms = SampleTypes.Rooms;

    [Fact]
    public void An_extension_begins_with_an_element_and_ends_with_the_last()
    {
        var with = Device($$"""{"op":"add","path":"{{Rooms}}:keys[type eq \"door\"].value","value":"7"}""");
        AssertJson("""{"keys":[{"type":"door","value":"7"}]}""", with[Rooms]);
        AssertJson($"""["urn:x:Device","{Rooms}"]""", with["schemas"]);
        var remove = $$"""{"op":"remove","path":"{{Rooms}}:keys[value pr]"}""";
        var without = Sample.Patch(with, SampleTypes.Device, remove).Resource;
        Assert.Null(without[Rooms]);
        AssertJson("""["urn:x:Device"]""", without["schemas"]);
        Assert.Null(Device(remove)[Rooms]);
    }

    [Fact]
    public void A_part_that_is_read_only_cannot_be_set_in_elements_that_a_filter_selects()
    {
        var refusal = Assert.Throws<ScimException>(() => Device("""{"op":"replace","path":"badges[type eq \"a\"].issuer","value":"x"}"""));
        Assert.Equal(
            ((string?)ScimErrorType.Mutability, "'badges[type eq \"a\"].issuer' is read-only."), (refusal.ScimType, refusal.Message));
        var whole = Device("""{"op":"replace","path":"badges[type eq \"a\"]","value":{"value":"2","issuer":"x"}}""");
        AssertJson("""[{"type":"a","value":"2"}]""", whole["badges"]);
    }

    [Fact]
    public void An_element_with_a_value_that_would_be_refused_now_can_be_mended()
    {
        var user = Sample.User();
        user["emails"]![0]!["value"] = "nobody";
        var patched = Sample.Patch(user, ResourceTypes.User, """{"op":"add","path":"emails[value eq \"nobody\"].value","value":"a@x"}""");
        Assert.Equal("a@x", $"{patched.Resource["emails"]![0]!["value"]}");
    }

    private static System.Text.Json.Nodes.JsonObject Device(string operation) =>
        Sample.Patch(Sample.Json("""{"badges":[{"value":"1","type":"a"}]}"""), SampleTypes.Device, operation).Resource;
}
