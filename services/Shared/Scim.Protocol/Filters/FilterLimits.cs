namespace Scim.Protocol.Filters;

/// <summary>How large a filter may be, so that no client can make one that costs much to read or to run.</summary>
public static class FilterLimits
{
    /// <summary>Characters in a filter.</summary>
    public const int Length = 8_192;

    /// <summary>Parentheses and brackets within each other.</summary>
    public const int Depth = 32;

    /// <summary>Comparisons in a filter.</summary>
    public const int Terms = 128;
}
