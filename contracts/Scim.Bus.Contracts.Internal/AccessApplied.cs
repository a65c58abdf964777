namespace Scim.Bus.Contracts.Internal;

/// <summary>Accounts to Provisioning: the account has the permissions of this generation, or of a newer one.</summary>
public sealed record AccessApplied : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>Generation of the command that this answers.</summary>
    public required long Generation { get; init; }

    /// <summary>The Access Group's name, for mails; null for none, or if it is not known yet.</summary>
    public string? DisplayName { get; init; }
}
