namespace Scim.Bus.Contracts.Internal;

/// <summary>Accounts to Provisioning: the account has the permissions that this order led to, or newer ones.</summary>
public sealed record AccessApplied
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>The order that was carried out.</summary>
    public required long Order { get; init; }

    /// <summary>The Access Group's name, for mails; null for none, or if it is not known yet.</summary>
    public string? DisplayName { get; init; }
}
