using Scim.Bus.Accounts.Api;
using Scim.Bus.Accounts.Login;
using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Accounts.Reading;
using Scim.Bus.Accounts.Records;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Accounts;

/// <summary>Puts Accounts into a host.</summary>
public static class AccountsRegistration
{
    /// <summary>Adds the accounts and the consumers that change them.</summary>
    public static WebApplicationBuilder AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOutbox(AccountCollections.Accounts);
        services.AddDocumentCollection(AccountCollections.Links);
        services.AddSingleton<AccountStore>();
        services.AddDocumentCollection(TenantSettingsCollection.Create<TenantConsumer>(AccountCollections.Service));
        services.AddSingleton<TenantSettingsCache<TenantConsumer>>();
        services.AddBusConsumers(bus =>
        {
            bus.AddConsumer<ApplyAccountConsumer>();
            bus.AddConsumer<ApplyAccessConsumer>();
            bus.AddConsumer<TenantConsumer>();
            bus.AddConsumer<ReadAccountsConsumer>();
        });
        // People log in by what is stored.
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
