namespace Scim.Bus.Contracts.Internal;

/// <summary>Identifies an account by its user.</summary>
/// <param name="User">The user.</param>
/// <param name="WorkEmail">The user's work e-mail: an account with it that provisioning never managed would become the user's.</param>
public sealed record AccountOwner(UserId User, string? WorkEmail);
