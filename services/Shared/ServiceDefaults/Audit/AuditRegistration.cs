using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Settings;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>Registers the audit log.</summary>
public static class AuditRegistration
{
    /// <summary>Keeps an audit log for a service, in its database.</summary>
    /// <typeparam name="TLookup">Tells the service which tenants exist.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <param name="service">Name of the service's database.</param>
    public static IServiceCollection AddAudit<TLookup>(this IServiceCollection services, string service)
        where TLookup : ITenantLookup
    {
        services.AddSingleton(new AuditedService(service, provider => provider.GetRequiredService<TLookup>()));
        services.AddAuditLogs();
        services.AddSingleton<ILocalEntryStore>(provider => provider.GetRequiredService<AuditLogs>()[service]);
        services.AddSingleton<IAuditSource>(provider => new LocalAuditSource(provider.GetRequiredService<AuditLogs>()[service]));
        return services;
    }

    /// <summary>Adds what all services of the process share.</summary>
    internal static void AddAudit(this IServiceCollection services)
    {
        services.AddValidatedOptions<AuditOptions>(AuditOptions.Section);
        services.AddAuditLogs();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<CountedRequests>();
        services.AddHostedService(provider => provider.GetRequiredService<CountedRequests>());
        services.AddSingleton<AuditRefusals>();
        services.AddSingleton<MergedAudit>();
        services.AddHostedService<AuditRetention>();
    }

    private static void AddAuditLogs(this IServiceCollection services) => services.TryAddSingleton(provider =>
        new AuditLogs(provider.GetServices<AuditedService>(), provider.GetRequiredService<IDocumentStore>()));
}
