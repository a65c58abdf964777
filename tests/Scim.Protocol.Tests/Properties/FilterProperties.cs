using CsCheck;
using Scim.Protocol.Filters;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Properties;

public sealed class FilterProperties
{
    [Fact]
    public void A_filter_that_is_printed_and_read_is_the_same_filter() => Gen.Int.Sample(
        seed =>
        {
            var filter = new Arbitrary(seed).Filter(ResourceTypes.User, depth: 5);
            Assert.Equal(filter, FilterParser.Parse(filter.ToString()));
            Assert.Equal(filter.ToString(), FilterParser.Parse(filter.ToString()).ToString());
        },
        iter: Samples.Of(20_000));

    [Fact]
    public void A_path_that_is_printed_and_read_is_the_same_path() => Gen.Int.Sample(
        seed =>
        {
            var path = Path(new Arbitrary(seed));
            Assert.Equal(path, PatchPath.Parse(path.ToString()));
        },
        iter: Samples.Of(20_000));

    [Fact]
    [Trait("Takes", "Seconds")]
    public void A_filter_on_a_type_means_the_same_among_several() => Gen.Int.Sample(
        seed =>
        {
            var arbitrary = new Arbitrary(seed);
            var filter = arbitrary.Filter(ResourceTypes.User);
            var user = arbitrary.User("u");
            Assert.Equal(
                FilterEvaluator.Matches(FilterBinder.Bind(filter, ResourceTypes.User), user),
                FilterEvaluator.Matches(FilterBinder.Bind(filter, ResourceTypes.User, ResourceTypes.All), user));
            // Attributes that only users have count as absent on a group, so this must not throw.
            FilterEvaluator.Matches(FilterBinder.Bind(filter, ResourceTypes.Group, ResourceTypes.All), Sample.Group());
        },
        iter: Samples.Of(20_000));

    private static PatchPath Path(Arbitrary arbitrary)
    {
        var attribute = arbitrary.OneOf(
            [.. ResourceTypes.User.Schema.Attributes.Where(a => a.Type == AttributeType.Complex && a.Name != "groups")]);
        var urn = arbitrary.Chance(30) ? arbitrary.Spelled(SchemaUrns.User) : null;
        var path = new AttributePath(urn, arbitrary.Spelled(attribute.Name), null);
        var sub = arbitrary.Chance(50) ? arbitrary.Spelled(arbitrary.Part(attribute).Name) : null;
        return arbitrary.Chance(50)
            ? new PatchPath(path, arbitrary.ElementFilter(attribute, depth: 4), sub)
            : new PatchPath(path with { SubAttribute = sub }, null, null);
    }
}
