using System.Globalization;
using System.Text.Json.Nodes;
using Scim.Protocol.Bulk;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Search;
using Xunit.Abstractions;

namespace Scim.Protocol.Tests.Fuzz;

/// <summary>
/// Malformed input is always refused with a <see cref="ScimException"/>; no other exception escapes the protocol.
/// </summary>
public sealed class ParserFuzzTests(ITestOutputHelper output)
{
    private static readonly int Inputs = Samples.Of(200_000);
    private const int MaxBulkOperations = 1_000;

    [Fact]
    [Trait("Takes", "Seconds")]
    public void Malformed_input_is_refused_with_400_or_understood()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SCIM_FUZZ_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : 20261123;
        output.WriteLine($"SCIM_FUZZ_SEED={seed}");
        var refused = 0;
        Parallel.For(0, Inputs, i =>
        {
            var mutator = new Mutator(unchecked((seed * 1_000_003) + i));
            try
            {
                Feed(mutator);
            }
            catch (ScimException e)
            {
                Assert.InRange(e.Status, 400, 499);
                Interlocked.Increment(ref refused);
            }
            catch (Exception e) when (e is not ScimException)
            {
                throw new InvalidOperationException($"Input {i} of seed {seed} ended in a {e.GetType().Name}: {e.Message}", e);
            }
        });
        output.WriteLine($"{refused} of {Inputs} refused");
        Assert.InRange(refused, Inputs / 3, Inputs - (Inputs / 20));
    }

    private static void Feed(Mutator mutator)
    {
        switch (mutator.Below(8))
        {
            case 0:
                FilterBinder.Parse(
                    mutator.Chance(30) ? mutator.Soup() : mutator.Text(mutator.OneOf(Wellformed.Filters)),
                    mutator.OneOf(ResourceTypes.All));
                break;
            case 1:
                FilterBinder.Bind(
                    FilterParser.Parse(mutator.Text(mutator.OneOf(Wellformed.Filters))), ResourceTypes.Group, ResourceTypes.All);
                break;
            case 2:
                PatchPath.Parse(mutator.Chance(30) ? mutator.Soup() : mutator.Text(mutator.OneOf(Wellformed.Paths)));
                break;
            case 3:
                ResourceReader.Read(Json(mutator, Wellformed.User), ResourceTypes.User);
                break;
            case 4:
                ResourceReader.Read(Json(mutator, Wellformed.Group), ResourceTypes.Group);
                break;
            case 5:
                var result = PatchEngine.Apply(Sample.User(), PatchRequest.Read(Json(mutator, Wellformed.Patch)), ResourceTypes.User);
                ResourceReader.Read(result.Resource, ResourceTypes.User);
                break;
            case 6:
                SearchRequest.Read(Json(mutator, Wellformed.Search));
                break;
            default:
                Order(BulkRequest.Read(Json(mutator, Wellformed.Bulk), MaxBulkOperations));
                break;
        }
    }

    /// <summary>Every operation comes once, whatever refers to what.</summary>
    private static void Order(BulkRequest bulk)
    {
        var order = new BulkOrder(bulk.Operations);
        var taken = new HashSet<int>();
        while (order.TakeNext() is { } next)
            Assert.True(taken.Add(next));
        Assert.Equal(bulk.Operations.Count, taken.Count);
        foreach (var operation in bulk.Operations)
            BulkReferences.Postpone(operation.Data ?? [], _ => true);
    }

    private static JsonObject Json(Mutator mutator, string wellformed) => ScimJson.ParseObject(mutator.Bytes(mutator.Json(wellformed)));
}
