using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Scim.Bus.Testing.Deployments;

/// <summary>Talks to the admin API of one tenant.</summary>
public sealed class AdminClient : IDisposable
{
    private readonly HttpClient _http;

    public AdminClient(Uri service, string tenant, string key)
    {
        _http = new HttpClient { BaseAddress = new Uri(service, $"/api/tenants/{tenant}/"), Timeout = Eventually.Patience };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public void Dispose() => _http.Dispose();

    public async Task<Answer> SendAsync(
        HttpMethod method, string path, JsonObject? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await _http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    /// <summary>Configures an Access Group's permissions, as soon as the group exists.</summary>
    public async Task ConfigureAsync(string group, params string[] permissions) => await Eventually.Be(
        async () => (await SendAsync(
            HttpMethod.Put,
            $"access-groups/{group}/settings",
            new JsonObject { ["permissions"] = new JsonArray([.. permissions.Select(name => JsonValue.Create(name))]) }))
            .Expect(HttpStatusCode.OK));

    /// <summary>The account of a user; null if there is none.</summary>
    public async Task<JsonObject?> AccountOfAsync(string user) => (await ListAsync("accounts", $"userId eq \"{user}\"")).FirstOrDefault();

    /// <summary>All items of a list, page by page.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string path, string? filter = null)
    {
        var items = new List<JsonObject>();
        string? cursor = null;
        do
        {
            var matching = filter is null ? "" : $"&filter={Uri.EscapeDataString(filter)}";
            var after = cursor is null ? "" : $"&cursor={cursor}";
            var page = (await SendAsync(HttpMethod.Get, $"{path}?count=500{matching}{after}")).Expect(HttpStatusCode.OK).Body;
            items.AddRange(page["items"]!.AsArray().Select(item => (JsonObject)item!));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);
        return items;
    }

    /// <summary>The lines of the provisioning log about a user, the oldest first.</summary>
    public async Task<IReadOnlyList<JsonObject>> TimelineAsync(string user)
    {
        var lines = (await SendAsync(HttpMethod.Get, $"timeline?count=500&userId={user}")).Expect(HttpStatusCode.OK).Body["items"]!;
        return [.. lines.AsArray().Reverse().Select(item => (JsonObject)item!)];
    }
}
