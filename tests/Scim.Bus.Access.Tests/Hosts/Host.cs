using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

namespace Scim.Bus.Access.Tests.Hosts;

/// <summary>One or more services in this process, over real HTTP, on SQLite and an in-memory bus of their own.</summary>
internal sealed class Host : IAsyncDisposable
{
    public const string AdminKey = "the-key-of-an-operator";
    public const string ScimToken = "an-identity-providers-token";

    private readonly TempFolder _folder;
    private readonly WebApplication _app;
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });

    private Host(string name, WebApplication app, TempFolder folder) => (Name, _app, _folder) = (name, app, folder);

    public string Name { get; }

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.Order(StringComparer.Ordinal).First());

    /// <summary>Where it listens with https, if it does.</summary>
    public Uri SecureAddress => new(_app.Urls.First(url => url.StartsWith("https:", StringComparison.Ordinal)));

    /// <summary>Everything that it serves.</summary>
    public IEnumerable<RouteEndpoint> Endpoints =>
        ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>();

    /// <summary>The folder of its databases.</summary>
    public string Folder => _folder.Path;

    public static async Task<Host> StartAsync(
        string name,
        IReadOnlyCollection<Service> services,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? add = null,
        Action<WebApplication>? map = null)
    {
        var folder = new TempFolder(name);
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Admin:ApiKey"] = AdminKey,
            ["Network:MaxFailedAuthentications"] = "1000000",
            ["Bootstrap:Tenant"] = "acme",
            ["Bootstrap:Token"] = ScimToken,
            ["Bus:Transport"] = "InMemory",
            ["Store:Engine"] = "Sqlite",
            ["Store:Path"] = folder.Path,
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.AddServiceDefaults(name);
        foreach (var service in services)
            service.Add(builder);
        builder.AddBus(singleProcess: true);
        builder.Logging.ClearProviders();
        add?.Invoke(builder);
        var app = builder.Build();
        app.MapServiceDefaults();
        foreach (var service in services)
            service.Map(app);
        map?.Invoke(app);
        var host = new Host(name, app, folder);
        await app.StartAsync();
        host._http.BaseAddress = host.Address;
        return host;
    }

    /// <summary>Sends a request with a bearer token, or without one if it is null.</summary>
    public async Task<Reply> SendAsync(
        HttpMethod method, string path, string? token, JsonObject? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        return await Reply.ReadAsync(response);
    }

    public Task<Reply> GetAsync(string path, string? token) => SendAsync(HttpMethod.Get, path, token);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
