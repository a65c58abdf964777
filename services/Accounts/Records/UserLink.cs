using Scim.Bus.Contracts;

namespace Scim.Bus.Accounts.Records;

/// <summary>Links a user to their account. Kept after the account is removed, so that a late command finds the tombstone.</summary>
internal sealed record UserLink
{
    public required UserId User { get; init; }

    public required AccountId Account { get; init; }
}
