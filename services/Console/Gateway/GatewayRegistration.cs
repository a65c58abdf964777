using Scim.Bus.ServiceDefaults.Errors;
using Scim.Bus.ServiceDefaults.Settings;
using Yarp.ReverseProxy.Configuration;

namespace Scim.Bus.Console.Gateway;

/// <summary>
/// Forwards requests of the admin API to the service that serves them, which also checks the admin key. The errors of all services are
/// merged.
/// </summary>
internal static class GatewayRegistration
{
    private const string Root = "/api/tenants";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    public static void AddGateway(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(GatewayOptions.Section);
        builder.Services.AddValidatedOptions<GatewayOptions>(GatewayOptions.Section);
        var options = section.Get<GatewayOptions>() ?? new GatewayOptions();
        (string Name, Uri? Address, string[] Paths)[] services =
        [
            ("ingress", options.Ingress, ["", "/{tenant}", "/{tenant}/tokens/{**rest}", "/{tenant}/replays/{**rest}"]),
            ("accounts", options.Accounts, ["/{tenant}/accounts/{**rest}", "/{tenant}/login"]),
            ("access-groups", options.AccessGroups, ["/{tenant}/access-groups/{**rest}"]),
            ("provisioning", options.Provisioning, ["/{tenant}/sagas/{**rest}", "/{tenant}/sync/{**rest}", "/{tenant}/drift/{**rest}"]),
            ("notifications", options.Notifications, []),
        ];
        var remote = services.Where(service => service.Address is not null).ToList();
        builder.Services.AddReverseProxy().LoadFromMemory(
            [.. remote.SelectMany(service => service.Paths.Select((path, i) => Route(service.Name, path, i)))],
            [.. remote.Select(service => Cluster(service.Name, service.Address!))]);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddHttpClient(HttpErrorSource.Client, http => http.Timeout = System.Threading.Timeout.InfiniteTimeSpan);
        foreach (var (name, address, _) in remote)
        {
            builder.Services.AddSingleton<IErrorSource>(provider => new HttpErrorSource(
                name,
                address!,
                provider.GetRequiredService<IHttpClientFactory>(),
                provider.GetRequiredService<IHttpContextAccessor>()));
        }
    }

    private static RouteConfig Route(string service, string path, int number) => new()
    {
        RouteId = $"{service}-{number}",
        ClusterId = service,
        Match = new RouteMatch { Path = Root + path },
    };

    private static ClusterConfig Cluster(string service, Uri address) => new()
    {
        ClusterId = service,
        Destinations = new Dictionary<string, DestinationConfig> { ["only"] = new() { Address = address.ToString() } },
        HttpRequest = new Yarp.ReverseProxy.Forwarder.ForwarderRequestConfig { ActivityTimeout = Timeout },
    };
}
