namespace Scim.Bus.Contracts.Internal;

/// <summary>Identifies whose account is asked for.</summary>
/// <param name="User">The user.</param>
/// <param name="WorkEmail">The user's address: an account that is kept by hand under it would become the user's.</param>
public sealed record AccountOwner(UserId User, string? WorkEmail);
