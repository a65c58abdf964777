using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Messaging;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Api;
using Scim.Bus.Provisioning.Comparing;
using Scim.Bus.Provisioning.Drift;
using Scim.Bus.Provisioning.Memberships;
using Scim.Bus.Provisioning.Sync;
using Scim.Bus.Provisioning.Tenants;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;
using Scim.Bus.ServiceDefaults.Settings;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning;

/// <summary>Puts Provisioning into a host.</summary>
public static class ProvisioningRegistration
{
    /// <summary>Adds the sagas and what they go by.</summary>
    public static WebApplicationBuilder AddProvisioning(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<ProvisioningOptions>(ProvisioningOptions.Section);
        services.AddOutbox(UserSagaCollection.Users);
        services.AddSingleton<IScheduledWork<UserSaga>, DueUsers>();
        services.AddSingleton(provider => new Steering(
            provider.GetRequiredService<IOptions<ProvisioningOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<SteerActivity>();
        services.AddDocumentCollection(TenantSettingsCollection.Create<TenantConsumer>(UserSagaCollection.Service));
        services.AddSingleton<TenantSettingsCache<TenantConsumer>>();
        services.AddResumableJob<SettingsWalk, SettingsWalker>(SettingsWalk.Collection);
        services.AddSingleton<Comparer>();
        services.AddResumableJob<SyncRun, SyncRunner>(SyncRun.Collection);
        services.AddSingleton<DriftTelemetry>();
        services.AddDocumentCollection(DriftItem.Collection);
        services.AddResumableJob<DriftReport, DriftPatrol>(DriftReport.Collection);
        services.AddBusConsumers(bus =>
        {
            bus.AddConsumer<MembershipConsumer>();
            bus.AddConsumer<TenantConsumer>();
            bus.AddSagaStateMachine<UserStateMachine, UserSaga, UserSagaDefinition>().Repository(repository =>
                repository.RegisterSagaRepository<UserSaga, Outbox<UserSaga>, NoConsumeContextFactory, UserSagaRepository>());
        });
        return builder;
    }

    /// <summary>Maps sagas in the admin API.</summary>
    public static WebApplication MapProvisioning(this WebApplication app)
    {
        app.MapSagas();
        app.MapSync();
        app.MapDrift();
        return app;
    }
}
