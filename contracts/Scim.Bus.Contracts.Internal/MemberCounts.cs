namespace Scim.Bus.Contracts.Internal;

/// <summary>Answer to <see cref="CountMembers"/>.</summary>
public sealed record MemberCounts
{
    /// <summary>Numbers of accounts, in the order of the groups that were asked about.</summary>
    public required IReadOnlyList<long> Counts { get; init; }
}
