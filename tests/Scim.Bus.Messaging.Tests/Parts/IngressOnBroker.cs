using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Scim.Bus.Ingress;
using Scim.Bus.ServiceDefaults;
using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>
/// The ingress in this process, over real HTTP and a real broker, on SQLite. Counts how many of each client's requests it has in progress.
/// </summary>
internal sealed class IngressOnBroker : IAsyncDisposable
{
    private const string AdminKey = "the-key-of-an-operator";

    private readonly TempFolder _folder = new("flood");
    private readonly ConcurrentDictionary<string, int> _inProgress = [];
    private readonly ConcurrentDictionary<string, int> _most = [];
    private readonly WebApplication _app;

    private IngressOnBroker(string virtualHost, int queueLimit)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Admin:ApiKey"] = AdminKey,
            ["Bus:QueueLimit"] = $"{queueLimit}",
            ["Bus:Transport"] = "RabbitMq",
            ["ConnectionStrings:RabbitMq"] = virtualHost,
            ["Store:Engine"] = "Sqlite",
            ["Store:Path"] = _folder.Path,
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.AddServiceDefaults("ingress").AddIngress().AddBus();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapServiceDefaults().MapIngress();
        // Behind the turns that tenants take: what waits for one does not come here.
        _app.Use(CountAsync);
    }

    private Uri Address => new(_app.Urls.First());

    public static async Task<IngressOnBroker> StartAsync(string virtualHost, int queueLimit)
    {
        var ingress = new IngressOnBroker(virtualHost, queueLimit);
        await ingress._app.StartAsync();
        return ingress;
    }

    /// <summary>Creates a tenant, and returns its identity provider.</summary>
    public async Task<(ScimClient Client, Func<int> MostInProgress)> NewTenantAsync(string id)
    {
        using var admin = new HttpClient { BaseAddress = Address };
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        (await admin.PostAsJsonAsync(new Uri("/api/tenants", UriKind.Relative), new JsonObject { ["id"] = id })).EnsureSuccessStatusCode();
        using var issued = await admin.PostAsJsonAsync(new Uri($"/api/tenants/{id}/tokens", UriKind.Relative), new JsonObject());
        var token = (string)(await issued.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
        return (new ScimClient(Address, token), () => _most.GetValueOrDefault($"Bearer {token}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private async Task CountAsync(HttpContext context, RequestDelegate next)
    {
        var client = context.Request.Headers.Authorization.ToString();
        var now = _inProgress.AddOrUpdate(client, 1, (_, count) => count + 1);
        _most.AddOrUpdate(client, now, (_, most) => Math.Max(most, now));
        try
        {
            await next(context);
        }
        finally
        {
            _inProgress.AddOrUpdate(client, 0, (_, count) => count - 1);
        }
    }
}
