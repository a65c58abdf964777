namespace Scim.Bus.Contracts.Internal;

/// <summary>Answer to <see cref="ReadTenant"/>: the tenant exists, with these settings.</summary>
public sealed record TenantFound : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    /// <summary>Version of the settings, as in <see cref="TenantConfigured"/>.</summary>
    public required long Version { get; init; }

    public required TenantSettings Settings { get; init; }
}
