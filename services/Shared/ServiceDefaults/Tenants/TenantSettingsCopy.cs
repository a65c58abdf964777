using Scim.Bus.Contracts;

namespace Scim.Bus.ServiceDefaults.Tenants;

/// <summary>A service's copy of a tenant's settings, as they were last published.</summary>
/// <typeparam name="TService">Any type of the service: it tells the copies apart where several services run in one process.</typeparam>
public sealed record TenantSettingsCopy<TService>
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Version of the settings; 0 for the defaults of a tenant whose settings have not arrived yet.</summary>
    public required long Version { get; init; }

    /// <summary>The settings.</summary>
    public required TenantSettings Settings { get; init; }
}
