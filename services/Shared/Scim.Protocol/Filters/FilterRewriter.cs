namespace Scim.Protocol.Filters;

/// <summary>Replaces the conditions of a filter and keeps its <c>and</c>, <c>or</c> and <c>not</c>.</summary>
public static class FilterRewriter
{
    /// <summary>
    /// The filter with each condition replaced. A condition on the elements of an attribute is one; what is within it is the caller's.
    /// </summary>
    /// <param name="filter">The filter.</param>
    /// <param name="condition">Returns the replacement of a condition.</param>
    public static Filter Rewrite(Filter filter, Func<Filter, Filter> condition) => filter switch
    {
        AndFilter and => new AndFilter(Rewrite(and.Left, condition), Rewrite(and.Right, condition)),
        OrFilter or => new OrFilter(Rewrite(or.Left, condition), Rewrite(or.Right, condition)),
        NotFilter not => new NotFilter(Rewrite(not.Operand, condition)),
        _ => condition(filter),
    };
}
