using Scim.Bus.Contracts;

namespace Scim.Bus.ServiceDefaults.Tenants;

/// <summary>What a service knows of a tenant: the settings as they were last published.</summary>
/// <typeparam name="TOwner">The service, for several may run in one process.</typeparam>
public sealed record KnownTenant<TOwner>
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The version of the settings.</summary>
    public required long Version { get; init; }

    /// <summary>The settings.</summary>
    public required TenantSettings Settings { get; init; }
}
