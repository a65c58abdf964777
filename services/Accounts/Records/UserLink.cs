using Scim.Bus.Contracts;

namespace Scim.Bus.Accounts.Records;

/// <summary>Which account is a user's. Kept after the account was removed, so that what comes late finds the tombstone.</summary>
internal sealed record UserLink
{
    public required UserId User { get; init; }

    public required AccountId Account { get; init; }
}
