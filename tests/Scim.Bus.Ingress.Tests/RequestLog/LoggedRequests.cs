using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Tests.RequestLog;

/// <summary>Reads a tenant's requests on record, by the admin API.</summary>
internal static class LoggedRequests
{
    /// <summary>The requests that match, the newest first.</summary>
    public static async Task<IReadOnlyList<JsonNode>> RequestsAsync(this IngressHost host, TenantClient client, string filter = "")
    {
        var query = filter.Length == 0 ? "" : $"?filter={Uri.EscapeDataString(filter)}";
        var list = await host.GetAsync($"/api/tenants/{client.Tenant}/requests{query}");
        return [.. list["items"]!.AsArray().Select(item => item!)];
    }

    /// <summary>The only request that matches, once it is on record with its status, which a change's gets after the answer.</summary>
    public static Task<JsonNode> RequestAsync(this IngressHost host, TenantClient client, string filter)
    {
        return Eventually.Get<JsonNode>(FindAsync);

        async Task<JsonNode?> FindAsync()
        {
            var request = Assert.Single(await host.RequestsAsync(client, filter));
            Assert.NotNull(request["status"]);
            return request;
        }
    }

    /// <summary>A request with its bodies.</summary>
    public static Task<JsonNode> DetailsAsync(this IngressHost host, TenantClient client, JsonNode request) =>
        host.GetAsync($"/api/tenants/{client.Tenant}/requests/{request["id"]}");

    /// <summary>An answer of the admin API.</summary>
    public static async Task<JsonNode> GetAsync(this IngressHost host, string path)
    {
        using var admin = host.Admin();
        using var response = await admin.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    public static string? Text(this JsonNode item, string name) => item[name] is { } value ? $"{value}" : null;

    public static string Texts(this JsonNode item, string name) => string.Join(' ', item[name]!.AsArray().Select(value => $"{value}"));
}
