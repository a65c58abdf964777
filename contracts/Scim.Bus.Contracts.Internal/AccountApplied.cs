namespace Scim.Bus.Contracts.Internal;

/// <summary>Accounts to Provisioning: the account is as <see cref="ApplyAccount"/> wanted it, or as something newer did.</summary>
public sealed record AccountApplied
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>The order that was carried out.</summary>
    public required long Order { get; init; }
}
