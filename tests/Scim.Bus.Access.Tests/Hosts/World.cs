using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Console.Identity;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Access.Tests.Hosts;

/// <summary>
/// Each service as a host of its own, the Console as the door to the others, and a host with all services. Two tenants exist, and a third
/// name is none.
/// </summary>
public sealed class World : IAsyncLifetime
{
    public const string Tenant = "acme";
    public const string OtherTenant = "globex";
    public const string NoTenant = "nosuch";
    public const string AllInOne = "all-in-one";

    private readonly Dictionary<string, Host> _hosts = [];

    internal Host this[string name] => _hosts[name];

    public async Task InitializeAsync()
    {
        var console = ServiceProcess.NewAddress();
        var settings = new Dictionary<string, string?> { ["Admin:Console"] = $"{console}" };
        var behind = Service.All.Where(service => service != Service.Console).ToList();
        foreach (var host in await Task.WhenAll(
            behind.Select(service => Task.Run(() => Host.StartAsync(service.Name, [service], settings)))))
        {
            _hosts[host.Name] = host;
        }

        settings["urls"] = console.GetLeftPart(UriPartial.Authority);
        foreach (var (name, host) in _hosts)
            settings[$"Gateway:{name.Replace("-", "", StringComparison.Ordinal)}"] = $"{host.Address}";
        _hosts["console"] = await Host.StartAsync("console", [Service.Console], settings);
        _hosts[AllInOne] = await Host.StartAsync(AllInOne, Service.All);
        await Task.WhenAll(_hosts.Values.Select(AddTenantsAsync));
    }

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts.Values)
            await host.DisposeAsync();
    }

    /// <summary>Issues an assertion, as the Console does for whoever has this role.</summary>
    internal string AssertionFor(string role, string audience) => this["console"].Services.GetRequiredService<IAdminAssertions>().Issue(
        AdminPrincipal.Create(new Actor(ActorKind.Person, "ann", "Ann Lee"), AdminRoles.ParseKnown([role]), "test"), audience);

    /// <summary>Creates a machine key at a host with the Console.</summary>
    internal static async Task<string> CreateKeyAsync(Host host, string role)
    {
        var body = new JsonObject { ["name"] = $"key of {role}", ["roles"] = new JsonArray(role) };
        return (string)(await host.SendAsync(HttpMethod.Post, "/api/keys", Host.AdminKey, body)).Expect(201).Body["key"]!;
    }

    private static async Task AddTenantsAsync(Host host)
    {
        if (host.Endpoints.Any(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/scim/", StringComparison.Ordinal)))
        {
            var body = new JsonObject { ["id"] = OtherTenant };
            (await host.SendAsync(HttpMethod.Post, "/api/tenants", Host.AdminKey, body)).Expect(201);
            return;
        }

        foreach (var tenant in (string[])[Tenant, OtherTenant])
        {
            // A host without the ingress learns of tenants by their messages.
            await host.Services.GetRequiredService<IBus>().Publish(new TenantConfigured
            {
                Tenant = TenantId.Parse(tenant, null),
                Version = 1,
                Settings = new TenantSettings { Name = tenant },
                OccurredAt = DateTimeOffset.UtcNow,
            });
        }

        var path = host.Endpoints
            .Where(endpoint => endpoint.RoutePattern.Parameters.Count == 1)
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .FirstOrDefault(route => route.Contains("{tenant}/", StringComparison.Ordinal));
        if (path is not null)
        {
            await Eventually.Be(async () => Assert.NotEqual(503, (await host.GetAsync(
                path.Replace("{tenant}", OtherTenant, StringComparison.Ordinal), Host.AdminKey)).Status));
        }
    }
}

/// <summary>The tests that share one start of all services.</summary>
[CollectionDefinition(Name)]
public sealed class InWorld : ICollectionFixture<World>
{
    public const string Name = "world";
}
