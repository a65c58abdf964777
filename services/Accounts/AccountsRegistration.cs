using MassTransit;
using Scim.Bus.Accounts.Access;
using Scim.Bus.Accounts.Api;
using Scim.Bus.Accounts.Login;
using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Accounts.Reading;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Accounts.Replays;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Messaging;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authentication;
using Scim.Bus.ServiceDefaults.Replays;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Accounts;

/// <summary>Adds Accounts to a host.</summary>
public static class AccountsRegistration
{
    /// <summary>Adds the account store and the consumers of Accounts.</summary>
    public static WebApplicationBuilder AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOutbox(AccountCollections.Accounts);
        services.AddSingleton<IPresentState<AccountRecord>, AccountPresentState>();
        services.AddDocumentCollection(AccountCollections.Links);
        services.AddSingleton<AccountStore>();
        services.AddSingleton<AccessJoin>();
        services.AddSingleton<LoginExchange>();
        services.AddResumableJob<AccessGroupRecord, SettingsRolloutJob>(AccountCollections.AccessGroups);
        services.AddTenantSettings<AccountsService>(AccountCollections.Service);
        services.AddErrors(AccountCollections.Service);
        services.AddAudit<TenantLookup<AccountsService>>(AccountCollections.Service);
        services.AddAssertionAudience(AccountCollections.Service);
        services.AddResumableJob<ReplayPart<AccountReplayJob>, AccountReplayJob>(
            ReplayPartCollection.Create<AccountReplayJob>(AccountCollections.Service, ReplayType.Accounts));
        services.AddResumableJob<ReplayPart<AccessReplayJob>, AccessReplayJob>(
            ReplayPartCollection.Create<AccessReplayJob>(AccountCollections.Service, ReplayType.Access));
        services.AddBusConsumers(bus =>
        {
            bus.AddConsumer<ApplyAccountConsumer, ApplyAccountConsumerDefinition>();
            bus.AddConsumer<AccessGroupSettingsConsumer, AccessGroupSettingsConsumerDefinition>();
            bus.AddConsumer<TenantConsumer, TenantConsumerDefinition>();
            bus.AddConsumer<ReadAccountsConsumer, ReadAccountsConsumerDefinition>();
            bus.AddConsumer<ReplayConsumer, ReplayConsumerDefinition>();
            bus.AddConsumer<CountMembersConsumer, CountMembersConsumerDefinition>();
        });
        // Logging in needs the store only, so the service stays ready while the broker is away.
        services.ReportDegradedWithoutBroker();
        return builder;
    }

    /// <summary>Maps accounts and the login question in the admin API.</summary>
    public static WebApplication MapAccounts(this WebApplication app)
    {
        AccountEndpoints.MapAccounts(app);
        app.MapLogin();
        return app;
    }
}
