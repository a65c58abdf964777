using Scim.Protocol.Filters;

namespace Scim.Protocol.Tests;

/// <summary>Filters of which both must hold.</summary>
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
}
