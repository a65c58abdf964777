namespace Scim.Protocol.Filters;

/// <summary>Counts the comparisons of a filter: what evaluating it once may cost.</summary>
public static class FilterTerms
{
    /// <summary>The number of comparisons, at least one.</summary>
    public static int In(BoundFilter filter) => filter switch
    {
        BoundAnd and => In(and.Left) + In(and.Right),
        BoundOr or => In(or.Left) + In(or.Right),
        BoundNot not => In(not.Operand),
        BoundAny any => In(any.Element),
        _ => 1,
    };
}
