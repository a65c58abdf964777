using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Messaging;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Api;
using Scim.Bus.Provisioning.Comparison;
using Scim.Bus.Provisioning.Drift;
using Scim.Bus.Provisioning.Sync;
using Scim.Bus.Provisioning.Tenants;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authentication;
using Scim.Bus.ServiceDefaults.Settings;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning;

/// <summary>Adds Provisioning to a host.</summary>
public static class ProvisioningRegistration
{
    /// <summary>Adds the saga, the consumers and the jobs of Provisioning.</summary>
    public static WebApplicationBuilder AddProvisioning(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<ProvisioningOptions>(ProvisioningOptions.Section);
        services.AddOutbox(SagaCollection.Users);
        services.AddSingleton<IPresentState<UserProvisioningState>, SagaPresentState>();
        services.AddSingleton<IScheduledWork<UserProvisioningState>, SagaTimeouts>();
        services.AddSingleton(provider => new UserReconciler(provider.GetRequiredService<IOptions<ProvisioningOptions>>().Value));
        services.AddScoped<ReconcileActivity>();
        services.AddTenantSettings<ProvisioningService>(SagaCollection.Service);
        services.AddResumableJob<SettingsRollout, SettingsRolloutJob>(SettingsRollout.Collection);
        services.AddSingleton<DirectoryAccountReader>();
        services.AddResumableJob<SyncRun, SyncRunner>(SyncRun.Collection);
        services.AddSingleton<DriftTelemetry>();
        services.AddDocumentCollection(DriftItem.Collection);
        services.AddResumableJob<DriftReport, DriftDetectionJob>(DriftReport.Collection);
        services.AddErrors(SagaCollection.Service);
        services.AddAudit<TenantLookup<ProvisioningService>>(SagaCollection.Service);
        services.AddAssertionAudience(SagaCollection.Service);
        services.AddBusConsumers(bus =>
        {
            bus.AddConsumer<TenantConsumer, TenantConsumerDefinition>();
            bus.AddRequestClient<ReadDirectory>(DirectoryAccountReader.Timeout);
            bus.AddRequestClient<ReadAccounts>(DirectoryAccountReader.Timeout);
            bus.AddSagaStateMachine<UserProvisioningStateMachine, UserProvisioningState, UserProvisioningStateDefinition>()
                .Repository(RegisterRepository);
        });
        return builder;
    }

    /// <summary>Maps sagas, syncs and the drift report in the admin API.</summary>
    public static WebApplication MapProvisioning(this WebApplication app)
    {
        app.MapSagas();
        app.MapSync();
        app.MapDrift();
        return app;
    }

    /// <summary>Has sagas stored in their own documents.</summary>
    internal static void RegisterRepository(ISagaRepositoryRegistrationConfigurator<UserProvisioningState> repository) => repository
        .RegisterSagaRepository<UserProvisioningState, Outbox<UserProvisioningState>, NoConsumeContextFactory, DocumentSagaRepository>();
}
