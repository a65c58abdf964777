using Scim.Bus.DocumentStore;

namespace Scim.Bus.ServiceDefaults.Tenants;

/// <summary>Where a service keeps what it knows of tenants.</summary>
public static class KnownTenantCollection
{
    /// <summary>How long another process of the service may still go by former settings.</summary>
    public static TimeSpan CacheFor { get; } = TimeSpan.FromSeconds(2);

    /// <summary>The collection of a service.</summary>
    public static CollectionDefinition<KnownTenant<TOwner>> Of<TOwner>(string service) => new()
    {
        Service = service,
        Name = "tenants",
    };
}
