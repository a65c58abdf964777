namespace Scim.Protocol.Filters;

/// <summary>Puts something else in the place of the conditions of a filter, and leaves how they are joined as it is.</summary>
public static class BoundFilterRewriter
{
    /// <summary>The filter with each condition replaced by what the function makes of it.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="rewrite">Is given everything that is neither and, or nor not. A <see cref="BoundAny"/> is given whole.</param>
    public static async Task<BoundFilter> RewriteAsync(BoundFilter filter, Func<BoundFilter, Task<BoundFilter>> rewrite) => filter switch
    {
        BoundAnd and => new BoundAnd(await RewriteAsync(and.Left, rewrite), await RewriteAsync(and.Right, rewrite)),
        BoundOr or => new BoundOr(await RewriteAsync(or.Left, rewrite), await RewriteAsync(or.Right, rewrite)),
        BoundNot not => new BoundNot(await RewriteAsync(not.Operand, rewrite)),
        _ => await rewrite(filter),
    };
}
