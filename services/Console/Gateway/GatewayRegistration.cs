using Scim.Bus.Console.Identity;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authorization;
using Scim.Bus.ServiceDefaults.Errors;
using Scim.Bus.ServiceDefaults.Settings;
using Yarp.ReverseProxy.Configuration;

namespace Scim.Bus.Console.Gateway;

/// <summary>
/// The door to the admin API: forwards each request to the service that serves it. What the request carried is replaced by an assertion,
/// by which the service decides. The errors and the audit logs of all services are merged.
/// </summary>
internal static class GatewayRegistration
{
    private const string Root = "/api/tenants";
    private const string Catalogue = "/api/catalogue";

    /// <summary>Requests of nobody, which are below no tenant.</summary>
    private const string Unknown = "/api/requests";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    public static void AddGateway(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(GatewayOptions.Section);
        builder.Services.AddValidatedOptions<GatewayOptions>(GatewayOptions.Section);
        var options = section.Get<GatewayOptions>() ?? new GatewayOptions();
        (string Name, Uri? Address, string[] Paths)[] services =
        [
            ("ingress", options.Ingress, [
                "", "/{tenant}", "/{tenant}/tokens/{**rest}", "/{tenant}/replays/{**rest}", "/{tenant}/directory/users/{**rest}",
                "/{tenant}/requests/{**rest}", "/{tenant}/connection", Unknown,
            ]),
            ("accounts", options.Accounts, ["/{tenant}/accounts/{**rest}", "/{tenant}/login"]),
            ("access-groups", options.AccessGroups, ["/{tenant}/access-groups/{**rest}", Catalogue]),
            ("provisioning", options.Provisioning, ["/{tenant}/sagas/{**rest}", "/{tenant}/sync/{**rest}", "/{tenant}/drift/{**rest}"]),
            ("notifications", options.Notifications, []),
        ];
        var remote = services.Where(service => service.Address is not null).ToList();
        builder.Services.AddReverseProxy().LoadFromMemory(
            [.. remote.SelectMany(service => service.Paths.Select((path, i) => Route(service.Name, path, i)))],
            [.. remote.Select(service => Cluster(service.Name, service.Address!))]);
        foreach (var (name, address, _) in remote)
        {
            builder.Services.AddHttpClient(AdminClients.NameOf(name)).ForAdminApi(name, _ => address!);
            builder.Services.AddSingleton<IErrorSource>(provider => ActivatorUtilities.CreateInstance<HttpErrorSource>(provider, name));
            builder.Services.AddSingleton<IAuditSource>(provider => ActivatorUtilities.CreateInstance<HttpAuditSource>(provider, name));
        }
    }

    public static void MapGateway(this IEndpointRouteBuilder app) => app
        .MapReverseProxy(proxy =>
        {
            proxy.Use(ReplaceCredentials);
            proxy.UseLoadBalancing();
        })
        .RequireAdmin(AdminRight.AnyRole, AdminRight.AnyRole);

    /// <summary>Puts an assertion in the place of all credentials that came with the request.</summary>
    private static Task ReplaceCredentials(HttpContext context, RequestDelegate next)
    {
        var service = context.GetReverseProxyFeature().Cluster.Config.ClusterId;
        var headers = context.Request.Headers;
        headers.Authorization = $"Bearer {context.RequestServices.GetRequiredService<IAdminAssertions>().Issue(context.User, service)}";
        headers.Cookie = default;
        headers.ProxyAuthorization = default;
        return next(context);
    }

    private static RouteConfig Route(string service, string path, int number) => new()
    {
        RouteId = $"{service}-{number}",
        ClusterId = service,
        // Those of no tenant are written out.
        Match = new RouteMatch { Path = path is Unknown or Catalogue ? path : Root + path },
    };

    private static ClusterConfig Cluster(string service, Uri address) => new()
    {
        ClusterId = service,
        Destinations = new Dictionary<string, DestinationConfig> { ["only"] = new() { Address = address.ToString() } },
        HttpRequest = new Yarp.ReverseProxy.Forwarder.ForwarderRequestConfig { ActivityTimeout = Timeout },
    };
}
