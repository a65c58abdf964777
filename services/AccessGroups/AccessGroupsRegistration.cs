using MassTransit;
using Scim.Bus.AccessGroups.Api;
using Scim.Bus.AccessGroups.Configuration;
using Scim.Bus.AccessGroups.Directory;
using Scim.Bus.AccessGroups.Members;
using Scim.Bus.AccessGroups.Publishing;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.AccessGroups.Tenants;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authentication;
using Scim.Bus.ServiceDefaults.Settings;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.AccessGroups;

/// <summary>Adds AccessGroups to a host.</summary>
public static class AccessGroupsRegistration
{
    /// <summary>Adds the store and the consumers of AccessGroups.</summary>
    public static WebApplicationBuilder AddAccessGroups(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<CatalogueOptions>(CatalogueOptions.Section);
        services.AddOutbox(AccessGroupCollections.Groups);
        services.AddSingleton<IPresentState<AccessGroupRecord>, AccessGroupPresentState>();
        services.AddTenantSettings<AccessGroupsService>(AccessGroupCollections.Service);
        services.AddErrors(AccessGroupCollections.Service);
        services.AddAudit<TenantLookup<AccessGroupsService>>(AccessGroupCollections.Service);
        services.AddAssertionAudience(AccessGroupCollections.Service);
        services.AddSingleton<AccessGroupStore>();
        services.AddSingleton<Catalogue>();
        services.AddSingleton<ConfigureAccessGroup>();
        services.AddScoped<MemberCounter>();
        services.AddBusConsumers(bus =>
        {
            bus.AddConsumer<GroupDirectoryConsumer, GroupDirectoryConsumerDefinition>();
            bus.AddConsumer<SettingsRequestConsumer, SettingsRequestConsumerDefinition>();
            bus.AddConsumer<TenantConsumer, TenantConsumerDefinition>();
            bus.AddRequestClient<CountMembers>(MemberCounter.Timeout);
        });
        return builder;
    }

    /// <summary>Maps Access Groups and the catalogue in the admin API.</summary>
    public static WebApplication MapAccessGroups(this WebApplication app)
    {
        app.MapAccessGroupEndpoints();
        app.MapCatalogue();
        return app;
    }
}
