using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging;

namespace Scim.Bus.ServiceDefaults.Tenants;

/// <summary>Registers what a service knows of tenants.</summary>
public static class TenantSettingsRegistration
{
    /// <summary>How long a request waits for the ingress to tell whether a tenant exists.</summary>
    private static readonly RequestTimeout LookupTimeout = RequestTimeout.After(s: 3);

    /// <summary>
    /// Adds the service's copies of the tenants' settings, and the lookup that <see cref="TenantApi.MapTenantApi"/> needs. The service
    /// adds a consumer that keeps the copies up to date.
    /// </summary>
    /// <typeparam name="TService">Any type of the service, as in <see cref="TenantSettingsCopy{TService}"/>.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <param name="service">Name of the service's database.</param>
    public static IServiceCollection AddTenantSettings<TService>(this IServiceCollection services, string service) => services
        .AddDocumentCollection(TenantSettingsCollection.Create<TService>(service))
        .AddSingleton<TenantSettingsCache<TService>>()
        .AddScoped<TenantLookup<TService>>()
        .AddBusConsumers(bus => bus.AddRequestClient<ReadTenant>(LookupTimeout));
}
