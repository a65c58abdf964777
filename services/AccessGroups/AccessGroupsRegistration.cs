using MassTransit;
using Scim.Bus.AccessGroups.Api;
using Scim.Bus.AccessGroups.Assignments;
using Scim.Bus.AccessGroups.Configuration;
using Scim.Bus.AccessGroups.Directory;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.AccessGroups.Tenants;
using Scim.Bus.AccessGroups.Replays;
using Scim.Bus.Jobs;
using Scim.Bus.Messaging;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Replays;
using Scim.Bus.ServiceDefaults.Settings;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.AccessGroups;

/// <summary>Adds AccessGroups to a host.</summary>
public static class AccessGroupsRegistration
{
    /// <summary>Adds the store, the consumers and the jobs of AccessGroups.</summary>
    public static WebApplicationBuilder AddAccessGroups(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<CatalogueOptions>(CatalogueOptions.Section);
        services.AddOutbox(AccessGroupCollections.Groups);
        services.AddOutbox(AccessGroupCollections.Assignments);
        services.AddSingleton<IPresentState<AssignmentRecord>, AssignmentPresentState>();
        services.AddTenantSettings<AccessGroupsService>(AccessGroupCollections.Service);
        services.AddSingleton<AccessGroupStore>();
        services.AddSingleton<Catalogue>();
        services.AddSingleton<ConfigureAccessGroup>();
        services.AddSingleton<MemberUpdateJob>();
        services.AddSingleton<IScheduledWork<AccessGroupRecord>>(provider => provider.GetRequiredService<MemberUpdateJob>());
        services.AddHostedService(provider => provider.GetRequiredService<MemberUpdateJob>());
        services.AddErrors(AccessGroupCollections.Service);
        services.AddResumableJob<ReplayPart<AccessReplayJob>, AccessReplayJob>(
            ReplayPartCollection.Create<AccessReplayJob>(AccessGroupCollections.Service));
        services.AddBusConsumers(bus =>
        {
            bus.AddConsumer<GroupDirectoryConsumer, GroupDirectoryConsumerDefinition>();
            bus.AddConsumer<AssignConsumer, AssignConsumerDefinition>();
            bus.AddConsumer<TenantConsumer, TenantConsumerDefinition>();
            bus.AddConsumer<ReplayConsumer, ReplayConsumerDefinition>();
        });
        return builder;
    }

    /// <summary>Maps Access Groups in the admin API.</summary>
    public static WebApplication MapAccessGroups(this WebApplication app)
    {
        app.MapAccessGroupEndpoints();
        return app;
    }
}
