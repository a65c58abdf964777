using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Limits;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>The limits of a resource: 64 KiB of what a client sets. One that was larger before can be changed and made smaller.</summary>
public sealed class ResourceLimitsTests
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    [Fact]
    public void A_resource_that_is_too_large_is_refused_with_its_largest_attribute()
    {
        var refusal = Assert.Throws<ScimException>(() => ResourceReader.Read(
            Sample.Json($$"""{"schemas":["{{SchemaUrns.User}}"],"userName":"u",{{Addresses(20)}},{{Photos(5)}}}"""), ResourceTypes.User));
        Assert.Equal((400, "invalidValue"), (refusal.Status, refusal.ScimType));
        Assert.Matches(@"^The User would have \d+ bytes, of which 'addresses' has \d+; 65536 is the most\.$", refusal.Message);
    }

    [Fact]
    public void All_attributes_count_together()
    {
        _ = Read($"{Addresses(12)}");
        _ = Read($"{Photos(12)}");
        Assert.Throws<ScimException>(() => Read($"{Addresses(12)},{Photos(12)}"));
    }

    [Fact]
    public void What_was_too_large_before_can_be_changed_elsewhere_and_made_smaller_but_not_larger()
    {
        var stored = Stored(30);
        Assert.Equal("T", $"{Patch(stored, """{"op":"replace","path":"title","value":"T"}""")["title"]}");
        var moved = Patch(stored, $$"""{"op":"add","path":"{{Enterprise}}:department","value":"D"}""");
        Assert.Equal("D", $"{moved[Enterprise]!["department"]}");
        Assert.Null(Patch(stored, """{"op":"remove","path":"addresses"}""")["addresses"]);
        var refusal = Assert.Throws<ScimException>(() => Patch(stored, Replace(Addresses(29))));
        Assert.Contains("of which 'addresses' has", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ScimException>(() => Patch(stored, Replace(Photos(29))));
    }

    [Fact]
    public void What_was_small_enough_before_stays_so()
    {
        var stored = Stored(14);
        _ = Patch(stored, Replace(Photos(1)));
        var refusal = Assert.Throws<ScimException>(() => Patch(stored, Replace(Photos(8))));
        Assert.Contains("of which 'photos' has", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_has_room_for_its_name_only()
    {
        var stored = Sample.Group();
        var renamed = Sample.Patch(stored, ResourceTypes.Group, """{"op":"replace","path":"displayName","value":"N"}""");
        Assert.Equal("N", $"{renamed.Resource["displayName"]}");
        Assert.Throws<ScimException>(() => Sample.Patch(
            stored, ResourceTypes.Group, $$"""{"op":"replace","path":"displayName","value":"{{new string('x', 5_000)}}"}"""));
    }

    [Theory]
    [InlineData(RequestLimits.Elements, true)]
    [InlineData(RequestLimits.Elements + 1, false)]
    public void An_attribute_has_so_many_elements(int count, bool isAccepted)
    {
        var roles = string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"value":"{{i}}"}"""));
        if (isAccepted)
            Assert.Equal(count, Read($"\"roles\":[{roles}]")["roles"]!.AsArray().Count);
        else
            Assert.Contains("roles", Assert.Throws<ScimException>(() => Read($"\"roles\":[{roles}]")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_had_too_many_elements_before_may_keep_them_but_gets_no_more()
    {
        var stored = Sample.User();
        stored["roles"] = new JsonArray(
            [.. Enumerable.Range(0, RequestLimits.Elements + 2).Select(i => new JsonObject { ["value"] = $"{i}" })]);
        _ = Patch(stored, """{"op":"replace","path":"title","value":"T"}""");
        _ = Patch(stored, """{"op":"remove","path":"roles[value eq \"7\"]"}""");
        Assert.Throws<ScimException>(() => Patch(stored, """{"op":"add","path":"roles","value":[{"value":"new"}]}"""));
    }

    /// <summary>Some four thousand bytes each.</summary>
    private static string Addresses(int count) =>
        Many("addresses", count, i => $$"""{"type":"t{{i}}","formatted":"{{new string('a', 4_000)}}"}""");

    private static string Photos(int count) =>
        Many("photos", count, i => $$"""{"value":"https://x.example/{{i}}/{{new string('p', 3_900)}}"}""");

    private static string Many(string attribute, int count, Func<int, string> element) =>
        $"\"{attribute}\":[{string.Join(',', Enumerable.Range(0, count).Select(element))}]";

    private static string Replace(string attributes) => $$"""{"op":"replace","value":{ {{attributes}} } }""";

    private static JsonObject Read(string attributes) => ResourceReader.Read(
        Sample.Json($$"""{"schemas":["{{SchemaUrns.User}}"],"userName":"u",{{attributes}}}"""), ResourceTypes.User);

    /// <summary>A user as it may have been stored before there were limits.</summary>
    private static JsonObject Stored(int addresses)
    {
        var user = Sample.User();
        user["addresses"] = Sample.Json($"{{{Addresses(addresses)}}}")["addresses"]!.DeepClone();
        return user;
    }

    private static JsonObject Patch(JsonObject user, string operation) => Sample.Patch(user, ResourceTypes.User, operation).Resource;
}
