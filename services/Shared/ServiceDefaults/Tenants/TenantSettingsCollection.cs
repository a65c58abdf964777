using Scim.Bus.DocumentStore;

namespace Scim.Bus.ServiceDefaults.Tenants;

/// <summary>The collection of a service's copies of tenants' settings.</summary>
public static class TenantSettingsCollection
{
    /// <summary>How long a process may use settings that another process of the service has already replaced.</summary>
    public static TimeSpan CacheDuration { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Creates the definition for a service's database.</summary>
    public static CollectionDefinition<TenantSettingsCopy<TService>> Create<TService>(string service) => new()
    {
        Service = service,
        Name = "tenants",
    };
}
