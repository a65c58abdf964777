using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>Filters as they are bound to a schema, and the places of the attributes that they name.</summary>
public sealed class BoundFilterTests
{
    [Fact]
    public void A_filter_that_is_missing_asks_for_nothing()
    {
        BoundFilter yes = new BoundConstant(true), no = new BoundConstant(false);
        Assert.Null(BoundFilter.Both(null, null));
        Assert.Same(yes, BoundFilter.Both(yes, null));
        Assert.Same(no, BoundFilter.Both(null, no));
        Assert.Equal(new BoundAnd(yes, no), BoundFilter.Both(yes, no));
    }

    [Fact]
    public void A_canonical_key_stands_beside_its_attribute()
    {
        var email = ResourceTypes.User.Attribute("emails")!;
        var source = AttributeLocation.From(new AttributeReference(null, email, email.DefaultSubAttribute));
        var key = source.Key;
        Assert.Equal(("emails.value", false), ($"{source}", source.IsKey));
        Assert.Equal(("emails.value~key", true), ($"{key}", key.IsKey));
        Assert.Equal(("emails.value", false), ($"{key.Source}", key.Source.IsKey));
        Assert.Same(key, key.Key);
        Assert.Same(source, source.Source);
    }

    [Fact]
    public void A_comparison_is_always_with_one_value()
    {
        var any = Assert.IsType<BoundAny>(FilterBinder.Parse("schemas eq \"urn:x\"", ResourceTypes.User));
        Assert.True(any.Attribute.Definition.MultiValued);
        Assert.False(Assert.IsType<BoundComparison>(any.Element).Attribute.Definition.MultiValued);
    }

    [Fact]
    public void A_filter_of_a_kind_that_is_not_known_is_a_mistake_of_the_caller()
    {
        const string detail = "No such filter: UnknownFilter.";
        Assert.Equal(detail, Mistake(() => FilterBinder.Bind(new UnknownFilter(), ResourceTypes.User)));
        Assert.Equal(detail, Mistake(() => new UnknownFilter().ToString()));
        Assert.Equal("No such filter: UnknownBound.", Mistake(() => FilterEvaluator.Matches(new UnknownBound(), null)));
        var comparison = new ComparisonFilter(new AttributePath(null, "a", null), ComparisonOperator.Eq, new FilterLiteral(1));
        Assert.Equal("No such literal: Int32.", Mistake(() => comparison.ToString()));

        static string Mistake(Func<object> act) => Assert.Throws<InvalidOperationException>(() => act()).Message;
    }

    private sealed record UnknownFilter : Filter;

    private sealed record UnknownBound : BoundFilter;
}
