namespace Scim.Protocol.Filters;

/// <summary>Replaces the conditions of a filter and leaves how they are joined.</summary>
public static class FilterRewriter
{
    /// <summary>The filter with each condition replaced. A condition on the elements of an attribute is one; what is within it is the caller's.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="condition">Gives what takes a condition's place.</param>
    public static Filter Rewrite(Filter filter, Func<Filter, Filter> condition) => filter switch
    {
        AndFilter and => new AndFilter(Rewrite(and.Left, condition), Rewrite(and.Right, condition)),
        OrFilter or => new OrFilter(Rewrite(or.Left, condition), Rewrite(or.Right, condition)),
        NotFilter not => new NotFilter(Rewrite(not.Operand, condition)),
        _ => condition(filter),
    };
}
