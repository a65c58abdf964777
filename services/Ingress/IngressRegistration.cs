using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Directory.Reading;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.Replays;
using Scim.Bus.Ingress.Scim.Bulk;
using Scim.Bus.Ingress.Scim.Discovery;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Lists;
using Scim.Bus.Ingress.Scim.Resources;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Ingress.Tokens;
using Scim.Bus.Jobs;
using Scim.Bus.Messaging;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Ingress;

/// <summary>Puts the ingress into a host.</summary>
public static class IngressRegistration
{
    /// <summary>Adds the directory, its relays and what the endpoints need.</summary>
    public static WebApplicationBuilder AddIngress(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<ScimOptions>(ScimOptions.Section);
        services.AddValidatedOptions<BootstrapOptions>(BootstrapOptions.Section);
        services.AddTransient<IStartupFilter, ScimErrorsFirst>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ScimTokenAuthentication>(ScimTokenAuthentication.SchemeName, null);

        services.AddOutbox(TenantCollections.Tenants);
        services.AddDocumentCollection(TenantCollections.Tokens);
        services.AddSingleton<TenantStore>();
        services.AddSingleton<TokenStore>();
        services.AddHostedService<Bootstrap>();
        services.AddSingleton(provider => new DemoTenant(
            provider.GetRequiredService<TenantStore>(), provider.GetRequiredService<TokenStore>(), provider.GetRequiredService<TimeProvider>()));

        services.AddSingleton<ResourceIds>();
        services.AddOutbox(DirectoryCollections.Users);
        services.AddSingleton<UserStore>();
        services.AddSingleton<CreateUser>();
        services.AddSingleton<ReplaceUser>();
        services.AddSingleton<PatchUser>();
        services.AddSingleton<DeleteUser>();
        services.AddSingleton<IScheduledWork<UserRecord>>(provider => provider.GetRequiredService<DeleteUser>());
        services.AddSingleton<UserRepresentation>();
        services.AddSingleton<IResourceEndpoint, UserEndpoint>();
        services.AddSingleton<GroupNameJoin>();
        services.AddSingleton<IResourceList, UserList>();

        services.AddOutbox(DirectoryCollections.Groups);
        services.AddSingleton<GroupStore>();
        services.AddSingleton<MembershipCarrier>();
        services.AddSingleton<MembershipResolver>();
        services.AddSingleton<LeaveGroups>();
        services.AddSingleton<CreateGroup>();
        services.AddSingleton<ReplaceGroup>();
        services.AddSingleton<PatchGroup>();
        services.AddSingleton<DeleteGroup>();
        services.AddSingleton<IScheduledWork<GroupRecord>>(provider => provider.GetRequiredService<GroupStore>());
        services.AddSingleton<GroupRepresentation>();
        // A push is accepted when it is stored (I1); its messages wait there.
        services.ReportDegradedWithoutBroker();
        services.AddBusConsumers(bus => bus.AddConsumer<ReadDirectoryConsumer>());
        services.AddResumableJob<ReplayRun, Replayer>(ReplayRun.Collection);
        services.AddSingleton<IResourceEndpoint, GroupEndpoint>();
        services.AddSingleton<MemberJoin>();
        services.AddSingleton<IResourceList, GroupList>();
        return builder;
    }

    /// <summary>Maps the SCIM endpoint, and tenants and tokens in the admin API.</summary>
    public static WebApplication MapIngress(this WebApplication app)
    {
        var scim = app.MapGroup(ScimMedia.Path).ExcludeFromDescription();
        scim.RequireAuthorization(new AuthorizationPolicyBuilder(ScimTokenAuthentication.SchemeName).RequireAuthenticatedUser().Build());
        scim.MapDiscovery();
        scim.MapResources();
        scim.MapMe();
        scim.MapBulk();
        app.MapTenants();
        app.MapTokens();
        app.MapReplays();
        return app;
    }
}
