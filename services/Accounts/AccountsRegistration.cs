using MassTransit;
using Scim.Bus.Accounts.Access;
using Scim.Bus.Accounts.Api;
using Scim.Bus.Accounts.Login;
using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Accounts.Reading;
using Scim.Bus.Accounts.Records;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Messaging;
using Scim.Bus.Outbox;
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
        services.AddDocumentCollection(AccountCollections.Links);
        services.AddSingleton<AccountStore>();
        services.AddSingleton<AccessJoin>();
        services.AddResumableJob<AccessGroupRecord, SettingsRolloutJob>(AccountCollections.AccessGroups);
        services.AddDocumentCollection(TenantSettingsCollection.Create<AccountsService>(AccountCollections.Service));
        services.AddSingleton<TenantSettingsCache<AccountsService>>();
        services.AddBusConsumers(bus =>
        {
            bus.AddConsumer<ApplyAccountConsumer, ApplyAccountConsumerDefinition>();
            bus.AddConsumer<AccessGroupSettingsConsumer, AccessGroupSettingsConsumerDefinition>();
            bus.AddConsumer<TenantConsumer, TenantConsumerDefinition>();
            bus.AddConsumer<ReadAccountsConsumer, ReadAccountsConsumerDefinition>();
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
