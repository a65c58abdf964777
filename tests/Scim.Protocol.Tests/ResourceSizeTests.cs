using System.Text;
using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Limits;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>The size of a resource, to the byte: that of its attributes' values as JSON in UTF-8.</summary>
public sealed class ResourceSizeTests
{
    private const int Most = RequestLimits.ResourceSize;

    /// <summary>Bytes of the userName "u" with its quotes.</summary>
    private const int NameSize = 3;

    [Fact]
    public void A_resource_is_taken_up_to_the_last_byte()
    {
        Assert.NotNull(Read(Sized(Most - NameSize))["addresses"]);
        var refusal = Assert.Throws<ScimException>(() => Read(Sized(Most - NameSize + 1)));
        Assert.Equal(
            $"The User would have 65537 bytes, of which 'addresses' has {Most - NameSize + 1}; 65536 is the most.", refusal.Message);
    }

    [Fact]
    public void Letters_count_with_their_bytes_in_UTF_8()
    {
        var addresses = Enumerable.Range(0, 7).Select(i => new JsonObject { ["type"] = $"t{i}", ["formatted"] = new string('é', 4_000) });
        Assert.NotNull(Read(new JsonArray([.. addresses]))["addresses"]);
    }

    [Fact]
    public void What_was_as_large_as_it_may_be_gets_no_larger()
    {
        var stored = Read(Sized(Most - NameSize));
        Assert.Throws<ScimException>(() => Replace(stored, new JsonObject { ["title"] = "T" }));
        stored["addresses"] = Sized(Most - NameSize + 1);
        Assert.Equal("T", $"{Replace(stored, new JsonObject { ["title"] = "T" })["title"]}");
    }

    [Fact]
    public void What_was_too_large_takes_changes_up_to_the_last_byte_in_all()
    {
        const int half = Most / 2;
        var stored = Read(new JsonArray());
        stored["addresses"] = Sized(half);
        stored["roles"] = Roles(Most);
        Assert.NotNull(Replace(stored, new JsonObject { ["addresses"] = Sized(half + 1), ["roles"] = Roles(half - 1) }));
        var refusal = Assert.Throws<ScimException>(
            () => Replace(stored, new JsonObject { ["addresses"] = Sized(half + 1), ["roles"] = Roles(half) }));
        Assert.Equal(
            $"The User would have {Most + NameSize + 1} bytes, of which 'addresses' has {half + 1}; 65536 is the most.", refusal.Message);
    }

    [Fact]
    public void What_was_too_large_by_several_attributes_can_be_changed_elsewhere()
    {
        var stored = Read(new JsonArray());
        stored["addresses"] = Sized(Most / 2);
        stored["roles"] = Roles(Most / 2);
        Assert.Equal("T", $"{Replace(stored, new JsonObject { ["title"] = "T" })["title"]}");
    }

    [Fact]
    public void A_number_that_is_only_written_longer_counts_as_well()
    {
        var height = new AttributeDefinition { Name = "height", Type = AttributeType.Decimal };
        var type = ResourceTypes.User with { Schema = UserSchema.Core with { Attributes = [.. UserSchema.Core.Attributes, height] } };
        var stored = Read(Sized(Most - NameSize - 1));
        stored["height"] = 1;
        var refusal = Assert.Throws<ScimException>(
            () => Sample.Patch(stored, type, """{"op":"replace","path":"height","value":1.0}"""));
        Assert.StartsWith("The User would have 65538 bytes, of which 'addresses' has", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extensions_count_and_members_do_not()
    {
        var type = ResourceTypes.Group with { Extensions = [EnterpriseUserSchema.Extension] };
        var text = new string('界', RequestLimits.TextLength);
        var members = string.Join(',', Enumerable.Range(0, 3_000).Select(i => $$"""{"value":"{{i:D30}}"}"""));
        var group = Sample.Json($$"""{"schemas":["{{SchemaUrns.Group}}"],"displayName":"G","members":[{{members}}]}""");
        Assert.Equal(3_000, ResourceReader.Read(group, type)["members"]!.AsArray().Count);
        group["externalId"] = text;
        group[SchemaUrns.EnterpriseUser] = new JsonObject(
            ((string[])["employeeNumber", "costCenter", "organization", "division", "department"])
            .Select(name => KeyValuePair.Create(name, (JsonNode?)text)));
        // Six texts of three bytes a character with their quotes, and the name.
        Assert.Equal(
            $"The Group would have {(6 * ((3 * text.Length) + 2)) + 3} bytes, of which 'externalId' has {(3 * text.Length) + 2}; "
            + "65536 is the most, members apart.",
            Assert.Throws<ScimException>(() => ResourceReader.Read(group, type)).Message);
    }

    private static JsonObject Read(JsonArray addresses) => ResourceReader.Read(
        new JsonObject { ["schemas"] = new JsonArray(SchemaUrns.User), ["userName"] = "u", ["addresses"] = addresses }, ResourceTypes.User);

    private static JsonObject Replace(JsonObject user, JsonObject attributes) => PatchEngine.Apply(
        user, [new PatchOperation(PatchOperationKind.Replace, null, attributes)], ResourceTypes.User).Resource;

    /// <summary>Elements that differ in type and have so many bytes in all.</summary>
    private static JsonArray Sized(int bytes, string part = "formatted")
    {
        var elements = new JsonArray();
        while (Missing() > 0)
        {
            var element = new JsonObject { ["type"] = $"t{elements.Count}", [part] = "" };
            elements.Add(element);
            element[part] = new string('p', Missing() > 4_000 ? 2_000 : Missing());
        }

        return elements;

        int Missing() => bytes - Encoding.UTF8.GetByteCount(elements.ToJsonString());
    }

    private static JsonArray Roles(int bytes) => Sized(bytes, "display");
}
