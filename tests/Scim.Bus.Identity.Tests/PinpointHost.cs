using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Scim.Bus.AccessGroups;
using Scim.Bus.Accounts;
using Scim.Bus.Ingress;
using Scim.Bus.Messaging;
using Scim.Bus.Provisioning;
using Scim.Bus.ServiceDefaults;

namespace Scim.Bus.Identity.Tests;

/// <summary>The services between a push and a login in this process, over real HTTP, on SQLite and an in-memory bus.</summary>
public sealed class PinpointHost : IAsyncLifetime
{
    private const string AdminKey = "the-key-of-an-operator";

    private readonly TempFolder _folder = new("accounts");
    private WebApplication _host = null!;

    public IServiceProvider Services => _host.Services;

    /// <summary>Additional configuration, to be set before the host starts.</summary>
    public IDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(Settings)
        {
            ["Bus:Transport"] = "InMemory",
            ["Store:Engine"] = "Sqlite",
            ["Store:Path"] = _folder.Path,
            ["Admin:ApiKey"] = AdminKey,
            ["Provisioning:FirstRetry"] = "00:00:00.050",
            ["Provisioning:MaxAttempts"] = "4",
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.AddServiceDefaults("accounts").AddIngress().AddProvisioning().AddAccounts().AddAccessGroups().AddBus(singleProcess: true);
        _host = builder.Build();
        _host.MapServiceDefaults().MapIngress().MapProvisioning().MapAccounts().MapAccessGroups();
        await _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Creates a tenant for a test.</summary>
    public async Task<PinpointTenant> NewTenantAsync(bool upnLogin = false, bool automaticSync = true)
    {
        var id = $"t-{Guid.CreateVersion7():n}"[..30];
        using var api = Client("/api/", AdminKey);
        (await api.PostAsJsonAsync("tenants", Settings())).EnsureSuccessStatusCode();
        var token = (await api.PostAsJsonAsync($"tenants/{id}/tokens", new JsonObject())).EnsureSuccessStatusCode();
        var secret = (await token.Content.ReadFromJsonAsync<JsonObject>())!["token"]!.GetValue<string>();
        var tenant = new PinpointTenant(id, Client("/scim/v2/", secret), Client($"/api/tenants/{id}/", AdminKey));
        if (upnLogin)
        {
            // Accounts learns of the setting by a message.
            await Eventually.Be(async () => Assert.DoesNotContain(
                "turned off", (await tenant.LoginAsync("nobody"))["reason"]!.GetValue<string>(), StringComparison.Ordinal));
        }

        return tenant;

        JsonObject Settings() => new() { ["id"] = id, ["upnLogin"] = upnLogin, ["automaticSync"] = automaticSync };
    }

    private HttpClient Client(string path, string key)
    {
        var client = new HttpClient { BaseAddress = new Uri(new Uri(_host.Urls.First()), path) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
