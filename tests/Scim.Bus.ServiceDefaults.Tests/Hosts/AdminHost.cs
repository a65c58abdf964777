using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Scim.Bus.Messaging;

namespace Scim.Bus.ServiceDefaults.Tests.Hosts;

/// <summary>One or more services in this process, over real HTTP, on SQLite and an in-memory bus.</summary>
internal sealed class AdminHost : IAsyncDisposable
{
    /// <summary>A tenant that exists in each host that has the ingress.</summary>
    public const string Tenant = "acme";

    public const string AdminKey = "the-key-of-an-operator";

    /// <summary>Token of the tenant's identity provider.</summary>
    public const string ScimToken = "an-identity-providers-token";

    private readonly TempFolder _folder = new("admin");
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private AdminHost(
        IReadOnlyCollection<Service> services, Action<WebApplicationBuilder>? add, IEnumerable<(string Name, string Value)> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Admin:ApiKey"] = AdminKey,
            ["Bootstrap:Tenant"] = Tenant,
            ["Bootstrap:Token"] = ScimToken,
            ["Bus:Transport"] = "InMemory",
            ["Network:MaxFailedAuthentications"] = "1000",
            ["Store:Engine"] = "Sqlite",
            ["Store:Path"] = _folder.Path,
            ["urls"] = "http://127.0.0.1:0",
        });
        foreach (var (name, value) in settings)
            builder.Configuration[name] = value;
        builder.AddServiceDefaults("tested");
        foreach (var service in services)
            service.Add(builder);
        builder.Logging.ClearProviders();
        add?.Invoke(builder);
        builder.AddBus(singleProcess: true);
        _app = builder.Build();
        _app.MapServiceDefaults();
        foreach (var service in services)
            service.Map(_app);
    }

    public IServiceProvider Services => _app.Services;

    public Uri Address => _http.BaseAddress!;

    /// <summary>Every endpoint of the admin API that this host itself serves, with each of its methods.</summary>
    public IEnumerable<AdminEndpoint> Endpoints =>
        AllEndpoints.Where(endpoint => endpoint.Path.StartsWith("/api/", StringComparison.Ordinal));

    /// <summary>Every endpoint that this host itself serves and that names its methods, with each of them.</summary>
    public IEnumerable<AdminEndpoint> AllEndpoints =>
        from source in ((IEndpointRouteBuilder)_app).DataSources
        from endpoint in source.Endpoints.OfType<RouteEndpoint>()
            // The Console's routes to other services have none.
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        select new AdminEndpoint(new HttpMethod(method), endpoint);

    /// <param name="services">The services.</param>
    /// <param name="add">Adds parts of the test's own.</param>
    /// <param name="settings">Settings other than the usual ones.</param>
    public static async Task<AdminHost> StartAsync(
        IReadOnlyCollection<Service> services,
        Action<WebApplicationBuilder>? add = null,
        params IReadOnlyCollection<(string Name, string Value)> settings)
    {
        var host = new AdminHost(services, add, settings);
        await host._app.StartAsync();
        host._http.BaseAddress = new Uri(host._app.Urls.First());
        return host;
    }

    public Task<AdminAnswer> SendAsync(HttpMethod method, string path, HttpContent? content = null) =>
        SendAsync(method, path, content, new AuthenticationHeaderValue("Bearer", AdminKey));

    public Task<AdminAnswer> SendWithoutKeyAsync(HttpMethod method, string path) => SendAsync(method, path, null, null);

    /// <summary>The OpenAPI document.</summary>
    public async Task<JsonElement> DocumentAsync()
    {
        using var document = JsonDocument.Parse(await _http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<AdminAnswer> SendAsync(
        HttpMethod method, string path, HttpContent? content, AuthenticationHeaderValue? authorization)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Authorization = authorization;
        using var response = await _http.SendAsync(request);
        return await AdminAnswer.ReadAsync($"{method} {path}", response);
    }
}
