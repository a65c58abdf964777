using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Comparison;

/// <summary>A difference between the directory and an account: what a sync would change.</summary>
internal sealed record Difference
{
    public required DifferenceKind Kind { get; init; }

    /// <summary>The user, who may no longer be in the directory.</summary>
    public required UserId UserId { get; init; }

    /// <summary>The account; null if it is missing.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>SCIM <c>userName</c>; null if the user is no longer in the directory.</summary>
    public string? UserName { get; init; }

    /// <summary>Names of the account's fields that a sync would set: all of them for a missing account.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}
