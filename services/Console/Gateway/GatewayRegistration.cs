using Scim.Bus.ServiceDefaults.Settings;
using Yarp.ReverseProxy.Configuration;

namespace Scim.Bus.Console.Gateway;

/// <summary>Forwards each part of the admin API to the service that has it. Authentication is theirs.</summary>
internal static class GatewayRegistration
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    public static void AddGateway(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(GatewayOptions.Section);
        builder.Services.AddValidatedOptions<GatewayOptions>(GatewayOptions.Section);
        var options = section.Get<GatewayOptions>() ?? new GatewayOptions();
        (string Name, Uri? Address, string[] Paths)[] services =
        [
            ("ingress", options.Ingress, ["/api/tenants", "/api/tenants/{tenant}", "/api/tenants/{tenant}/tokens/{**rest}", "/api/tenants/{tenant}/replays/{**rest}"]),
            ("accounts", options.Accounts, ["/api/tenants/{tenant}/accounts/{**rest}", "/api/tenants/{tenant}/login"]),
            ("access-groups", options.AccessGroups, ["/api/tenants/{tenant}/access-groups/{**rest}"]),
            ("provisioning", options.Provisioning, ["/api/tenants/{tenant}/sagas/{**rest}", "/api/tenants/{tenant}/sync/{**rest}", "/api/tenants/{tenant}/drift/{**rest}"]),
        ];
        var known = services.Where(service => service.Address is not null).ToList();
        builder.Services.AddReverseProxy().LoadFromMemory(
            [.. known.SelectMany(service => service.Paths.Select((path, i) => Route(service.Name, path, i)))],
            [.. known.Select(service => Cluster(service.Name, service.Address!))]);
    }

    private static RouteConfig Route(string service, string path, int number) => new()
    {
        RouteId = $"{service}-{number}",
        ClusterId = service,
        Match = new RouteMatch { Path = path },
    };

    private static ClusterConfig Cluster(string service, Uri address) => new()
    {
        ClusterId = service,
        Destinations = new Dictionary<string, DestinationConfig> { ["only"] = new() { Address = address.ToString() } },
        HttpRequest = new Yarp.ReverseProxy.Forwarder.ForwarderRequestConfig { ActivityTimeout = Timeout },
    };
}
