namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Accounts to Provisioning: the account is in the state that <see cref="ApplyAccount"/> asked for, or a newer command did.
/// </summary>
public sealed record AccountApplied : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>Generation of the command that this answers.</summary>
    public required long Generation { get; init; }

    /// <summary>Name of the account's Access Group, for mails; null for none, or if it is not known yet.</summary>
    public string? AccessGroupName { get; init; }
}
