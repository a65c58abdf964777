using System.Text.Json.Nodes;
using CsCheck;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Properties;

public sealed class PatchProperties
{
    private static readonly IReadOnlyList<AttributeDefinition> Settable =
        [.. ResourceTypes.User.Schema.Attributes.Where(attribute => attribute.Mutability == Mutability.ReadWrite)];

    [Fact]
    [Trait("Takes", "Seconds")]
    public void A_patch_results_in_a_valid_resource_or_is_refused_and_changes_nothing()
    {
        var (applied, refused) = (0, 0);
        Gen.Int.Sample(
            seed =>
            {
                var arbitrary = new Arbitrary(seed);
                var user = arbitrary.User("u");
                var before = user.ToJsonString();
                var operations = Enumerable.Range(0, 1 + arbitrary.Below(5))
                    .Select(_ => Operation(arbitrary, OneOfSettable(arbitrary), anything: true)).ToList();
                try
                {
                    var result = PatchEngine.Apply(user, Read(operations), ResourceTypes.User);
                    AssertValid(result.Resource);
                    Assert.Equal(result.Changed, ResourceDiff.ChangedPaths(user, result.Resource, ResourceTypes.User));
                    Interlocked.Increment(ref applied);
                }
                catch (ScimException e)
                {
                    Assert.Equal(400, e.Status);
                    Assert.NotNull(e.ScimType);
                    Interlocked.Increment(ref refused);
                }

                Assert.Equal(before, user.ToJsonString());
            },
            iter: Samples.Of(20_000));
        // Both outcomes must be frequent, or the property would test little.
        Assert.True(applied > Samples.Of(2_000) && refused > Samples.Of(2_000), $"{applied} applied, {refused} refused");
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public void I6_adds_and_replaces_change_nothing_when_applied_again()
    {
        var applied = 0;
        Gen.Int.Sample(
            seed =>
            {
                var arbitrary = new Arbitrary(seed);
                var user = arbitrary.User("u");
                var attributes = Settable.OrderBy(_ => arbitrary.Below(1_000)).Take(1 + arbitrary.Below(4));
                var operations = attributes.Select(attribute => Operation(arbitrary, attribute, anything: false)).ToList();
                JsonObject once;
                try
                {
                    once = PatchEngine.Apply(user, Read(operations), ResourceTypes.User).Resource;
                }
                catch (ScimException)
                {
                    // A replace without a target, or a second primary.
                    return;
                }

                var twice = PatchEngine.Apply(once, Read(operations), ResourceTypes.User);
                Assert.True(
                    twice.Changed.Count == 0,
                    $"""
                    {string.Join(',', operations.Select(operation => operation.ToJsonString()))}
                    on {user.ToJsonString()}
                    makes {once.ToJsonString()}
                    and then {twice.Resource.ToJsonString()}
                    """);
                Interlocked.Increment(ref applied);
            },
            iter: Samples.Of(20_000));
        Assert.True(applied > Samples.Of(5_000), $"{applied} applied");
    }

    private static void AssertValid(JsonObject resource)
    {
        var read = ResourceReader.Read((JsonObject)resource.DeepClone(), ResourceTypes.User);
        Assert.Empty(ResourceDiff.ChangedPaths(resource, read, ResourceTypes.User));
        Assert.True(JsonNode.DeepEquals(resource["schemas"], read["schemas"]));
    }

    private static IReadOnlyList<PatchOperation> Read(IReadOnlyList<JsonObject> operations) => PatchRequest.Read(new JsonObject
    {
        ["schemas"] = new JsonArray(SchemaUrns.PatchOp),
        ["Operations"] = new JsonArray([.. operations.Select(operation => operation.DeepClone())]),
    });

    private static AttributeDefinition OneOfSettable(Arbitrary arbitrary) => arbitrary.OneOf(Settable);

    /// <param name="arbitrary">Source of random values.</param>
    /// <param name="attribute">What the operation is about.</param>
    /// <param name="anything">Also removals, invalid operations, and changes of the attribute that the filter selects by.</param>
    private static JsonObject Operation(Arbitrary arbitrary, AttributeDefinition attribute, bool anything)
    {
        var op = arbitrary.OneOf(anything ? ["add", "Replace", "remove"] : (string[])["add", "replace"]);
        if (anything && arbitrary.Chance(8))
            return Json(
                op,
                arbitrary.OneOf(["id", "nothing", "emails[", "emails[type eq 5].value", "userName.x", "name[familyName pr]", "groups"]),
                arbitrary.Text());
        var (path, value) = arbitrary.Below(4) switch
        {
            0 when attribute.MultiValued && attribute.Type == AttributeType.Complex => Filtered(arbitrary, attribute, anything),
            1 when attribute.Type == AttributeType.Complex && attribute.SubAttributes.Any(IsSettable) => Part(arbitrary, attribute),
            2 when op != "remove" => (null, new JsonObject { [arbitrary.Spelled(attribute.Name)] = arbitrary.Value(attribute) }),
            _ => (arbitrary.Spelled(attribute.Name), arbitrary.Value(attribute)),
        };
        if (anything && arbitrary.Chance(8))
            value = arbitrary.OneOf<JsonNode?>([null, true, 5, "text", new JsonObject { ["x"] = 1 }, new JsonArray(1, "x", null)]);
        return Json(op, path, op == "remove" && arbitrary.Chance(60) ? null : value);
    }

    private static (string?, JsonNode?) Part(Arbitrary arbitrary, AttributeDefinition attribute)
    {
        var part = arbitrary.OneOf([.. attribute.SubAttributes.Where(IsSettable)]);
        return ($"{attribute.Name}.{arbitrary.Spelled(part.Name)}", arbitrary.Value(part));
    }

    private static (string?, JsonNode?) Filtered(Arbitrary arbitrary, AttributeDefinition attribute, bool anything)
    {
        Filter filter = anything
            ? arbitrary.ElementFilter(attribute)
            : new ComparisonFilter(
                new AttributePath(null, "type", null), ComparisonOperator.Eq, new FilterLiteral(arbitrary.OneOf(["work", "home", "a"])));
        var parts = attribute.SubAttributes.Where(part => IsSettable(part) && (anything || part.Name != "type")).ToList();
        if (attribute.SubAttribute("type") is null && !anything)
            return (attribute.Name, arbitrary.Value(attribute));
        var part = arbitrary.OneOf(parts);
        return arbitrary.Chance(60)
            ? ($"{attribute.Name}[{filter}].{part.Name}", arbitrary.Value(part))
            : ($"{attribute.Name}[{filter}]", new JsonObject { [part.Name] = arbitrary.Value(part) });
    }

    private static bool IsSettable(AttributeDefinition attribute) => attribute.Mutability == Mutability.ReadWrite;

    private static JsonObject Json(string op, string? path, JsonNode? value)
    {
        var json = new JsonObject { ["op"] = op, ["value"] = value };
        if (path is not null)
            json["path"] = path;
        return json;
    }
}
