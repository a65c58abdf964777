namespace Scim.Protocol.Filters;

/// <summary>Replaces the conditions of a filter and keeps its <c>and</c>, <c>or</c> and <c>not</c>.</summary>
public static class BoundFilterRewriter
{
    /// <summary>Returns the filter with each condition replaced by the function's result.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="rewrite">Called for everything but and, or and not; for a <see cref="BoundAny"/> as a whole.</param>
    public static async Task<BoundFilter> RewriteAsync(BoundFilter filter, Func<BoundFilter, Task<BoundFilter>> rewrite) => filter switch
    {
        BoundAnd and => new BoundAnd(await RewriteAsync(and.Left, rewrite), await RewriteAsync(and.Right, rewrite)),
        BoundOr or => new BoundOr(await RewriteAsync(or.Left, rewrite), await RewriteAsync(or.Right, rewrite)),
        BoundNot not => new BoundNot(await RewriteAsync(not.Operand, rewrite)),
        _ => await rewrite(filter),
    };
}
