namespace Scim.Protocol.Filters;

/// <summary>A filter or a path that can't be read.</summary>
/// <param name="position">Where it goes wrong, from 0.</param>
/// <param name="problem">What is wrong there.</param>
public sealed class FilterSyntaxException(int position, string problem) : Exception($"{problem} at position {position}")
{
    /// <summary>Where it goes wrong, from 0.</summary>
    public int Position { get; } = position;
}
