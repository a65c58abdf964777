using Scim.Bus.Contracts;

namespace Scim.Bus.Accounts.Records;

/// <summary>
/// Links a user to an account that was made by hand. An account that was made for its user needs no link: it has the user's id. Kept after
/// the account is removed, so that a late command finds the tombstone.
/// </summary>
internal sealed record UserLink
{
    public required UserId User { get; init; }

    public required AccountId Account { get; init; }
}
