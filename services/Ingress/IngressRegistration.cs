using MassTransit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Api;
using Scim.Bus.Ingress.Bootstrapping;
using Scim.Bus.Ingress.Connections;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Directory.Commands;
using Scim.Bus.Ingress.Directory.Filters;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Reading;
using Scim.Bus.Ingress.Directory.Storage;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.Replays;
using Scim.Bus.Ingress.RequestLog.Api;
using Scim.Bus.Ingress.Scim.Bulk;
using Scim.Bus.Ingress.Scim.Discovery;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Lists;
using Scim.Bus.Ingress.Scim.Resources;
using Scim.Bus.Ingress.Scim.Turns;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Ingress.Tokens;
using Scim.Bus.Jobs;
using Scim.Bus.Messaging;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authentication;
using Scim.Bus.ServiceDefaults.Settings;
using Scim.Bus.ServiceDefaults.Telemetry;

namespace Scim.Bus.Ingress;

/// <summary>Registers the ingress in a host.</summary>
public static class IngressRegistration
{
    /// <summary>Adds the SCIM service: tenants, tokens, the directory, replays and their outboxes.</summary>
    public static WebApplicationBuilder AddIngress(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<ScimOptions>(ScimOptions.Section);
        services.AddValidatedOptions<TokenOptions>(TokenOptions.Section);
        services.AddValidatedOptions<BootstrapOptions>(BootstrapOptions.Section);
        services.BeginTraces();
        services.AddTransient<IStartupFilter, ScimErrorStartupFilter>();
        services.AddTokenAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ScimTokenAuthentication>(ScimTokenAuthentication.SchemeName, null);
        services.AddSingleton<QueryDeadline>();
        services.AddSingleton<TurnTelemetry>();
        services.AddSingleton<TenantRates>();
        services.AddSingleton<TenantTurns>();
        services.AddValidatedOptions<StorageOptions>(StorageOptions.Section);
        services.AddSingleton<StorageTelemetry>();
        services.AddSingleton<StorageReserve>();
        services.AddSingleton<StorageWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<StorageWatch>());
        services.AddTenantsAndTokens();
        services.AddRequestLog();
        services.AddConnections();
        // In this order resources appear in a search across types.
        services.AddUsers();
        services.AddGroups();
        services.AddResumableJob<ReplayRun, ReplayJob>(ReplayRun.Collection);
        services.AddDocumentCollection(ReplayPartRecord.Collection);
        services.AddSingleton<ReplayParts>();
        services.AddErrors(IngressService.Name);
        services.AddAudit<TenantStore>(IngressService.Name);
        services.AddAssertionAudience(IngressService.Name);
        services.AddBusConsumers(bus =>
        {
            bus.AddConsumer<ReadDirectoryConsumer, ReadDirectoryConsumerDefinition>();
            bus.AddConsumer<ReadTenantConsumer, ReadTenantConsumerDefinition>();
            bus.AddConsumer<ReplayProgressConsumer, ReplayProgressConsumerDefinition>();
        });
        // Pushes are accepted without the broker: their messages wait in the outboxes (I1).
        services.ReportDegradedWithoutBroker();
        return builder;
    }

    /// <summary>Maps the SCIM endpoints, and the admin API of tenants, tokens, replays and the directory.</summary>
    public static WebApplication MapIngress(this WebApplication app)
    {
        app.UseWhen(context => ScimMedia.IsScim(context.Request.Path), scim => scim.UseMiddleware<TurnMiddleware>());
        var scim = app.MapGroup(ScimMedia.Path).ExcludeFromDescription();
        scim.RequireAuthorization(new AuthorizationPolicyBuilder(ScimTokenAuthentication.SchemeName).RequireAuthenticatedUser().Build());
        scim.MapDiscovery();
        scim.MapResources();
        scim.MapMe();
        scim.MapBulk();
        app.MapTenants();
        app.MapTokens();
        app.MapConnection();
        app.MapReplays();
        app.MapRequestLog();
        app.MapDirectory();
        return app;
    }

    private static void AddTenantsAndTokens(this IServiceCollection services)
    {
        services.AddOutbox(TenantCollection.Definition);
        services.AddSingleton<IPresentState<TenantRecord>, TenantPresentState>();
        services.AddOutbox(TokenCollection.Definition);
        services.AddSingleton<IPresentState<TokenRecord>, TokenPresentState>();
        services.AddSingleton<IScheduledWork<TokenRecord>, TokenExpiry>();
        services.AddSingleton<TenantStore>();
        services.AddSingleton<TokenUses>();
        services.AddHostedService<TokenUseWriter>();
        services.AddSingleton<TokenStore>();
        services.AddHostedService<Bootstrap>();
        services.AddSingleton(provider => new DemoTenant(
            provider.GetRequiredService<TenantStore>(),
            provider.GetRequiredService<TokenStore>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    private static void AddConnections(this IServiceCollection services)
    {
        services.AddSingleton<ConnectionReader>();
        services.AddSingleton<IScheduledWork<TenantRecord>, ConnectionCheck>();
        services.AddHostedService<RefusalAlarm>();
    }

    private static void AddUsers(this IServiceCollection services)
    {
        services.AddOutbox(UserCollection.Definition);
        services.AddSingleton<IPresentState<UserRecord>, UserPresentState>();
        services.AddSingleton<ResourceIds>();
        services.AddSingleton<UserStore>();
        services.AddSingleton<MemberReader>();
        services.AddSingleton<CreateUser>();
        services.AddSingleton<ReplaceUser>();
        services.AddSingleton<PatchUser>();
        services.AddSingleton<ReportRefusedDeactivation>();
        services.AddSingleton<RemoveFromGroups>();
        services.AddSingleton<DeleteUser>();
        services.AddSingleton<IScheduledWork<UserRecord>>(provider => provider.GetRequiredService<DeleteUser>());
        services.AddSingleton<UserRepresentation>();
        services.AddSingleton<IResourceEndpoint, UserEndpoint>();
        services.AddSingleton<GroupDisplayFilterResolver>();
        services.AddSingleton<IResourceList, UserList>();
    }

    private static void AddGroups(this IServiceCollection services)
    {
        services.AddOutbox(GroupCollection.Definition);
        services.AddSingleton<IPresentState<GroupRecord>, GroupPresentState>();
        services.AddSingleton<GroupStore>();
        services.AddSingleton<MembershipIntentProcessor>();
        services.AddSingleton<MembershipResolver>();
        services.AddSingleton<CreateGroup>();
        services.AddSingleton<ReplaceGroup>();
        services.AddSingleton<PatchGroup>();
        services.AddSingleton<DeleteGroup>();
        services.AddSingleton<IScheduledWork<GroupRecord>>(provider => provider.GetRequiredService<GroupStore>());
        services.AddSingleton<GroupRepresentation>();
        services.AddSingleton<IResourceEndpoint, GroupEndpoint>();
        services.AddSingleton<MembersFilterResolver>();
        services.AddSingleton<IResourceList, GroupList>();
    }
}
