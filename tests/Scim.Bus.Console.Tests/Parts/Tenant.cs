using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Scim.Bus.Console.Tests.Parts;

/// <summary>A test's tenant: acts as its identity provider, and reads and changes state behind the page.</summary>
public sealed class Tenant : IDisposable
{
    private readonly HttpClient _admin;
    private readonly HttpClient _scim;

    private Tenant(string id, HttpClient admin, HttpClient scim) => (Id, _admin, _scim) = (id, admin, scim);

    public string Id { get; }

    public string Name => $"Customer {Id}";

    /// <summary>Creates a tenant with a token.</summary>
    public static async Task<Tenant> CreateAsync(Uri address)
    {
        var id = $"t-{Guid.NewGuid():n}";
        var admin = Client(new Uri(address, "/api/"), ConsoleFixture.AdminKey);
        await SendAsync(admin, HttpMethod.Post, "tenants", new JsonObject { ["id"] = id, ["name"] = $"Customer {id}" });
        var token = (await SendAsync(admin, HttpMethod.Post, $"tenants/{id}/tokens", []))["token"]!.GetValue<string>();
        return new Tenant(id, admin, Client(new Uri(address, "/scim/v2/"), token));
    }

    public void Dispose()
    {
        _admin.Dispose();
        _scim.Dispose();
    }

    /// <summary>Pushes a user.</summary>
    /// <returns>The user's id.</returns>
    public async Task<string> PushUserAsync(string givenName, string familyName, string? email = null)
    {
        var user = User(email ?? AddressOf(givenName, familyName), givenName, familyName, "Europe/London");
        return IdOf(await SendAsync(_scim, HttpMethod.Post, "Users", user));
    }

    /// <summary>Pushes a user with a time zone of Windows, which is refused.</summary>
    public Task PushRefusedUserAsync(string givenName, string familyName) => RefuseAsync(
        HttpMethod.Post, "Users", User(AddressOf(givenName, familyName), givenName, familyName, "W. Europe Standard Time"));

    /// <summary>Pushes a change that deactivates a user, and is refused for its time zone.</summary>
    public Task PushRefusedDeactivationAsync(string user, string givenName, string familyName)
    {
        var body = User(AddressOf(givenName, familyName), givenName, familyName, "W. Europe Standard Time");
        body["active"] = false;
        return RefuseAsync(HttpMethod.Put, $"Users/{user}", body);
    }

    /// <summary>Pushes a group with members, and waits for its Access Group.</summary>
    /// <returns>The group's id.</returns>
    public async Task<string> PushGroupAsync(string displayName, params string[] members)
    {
        var group = new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Group"),
            ["displayName"] = displayName,
            ["members"] = new JsonArray([.. members.Select(member => new JsonObject { ["value"] = member })]),
        };
        var id = IdOf(await SendAsync(_scim, HttpMethod.Post, "Groups", group));
        await Eventually.Be(() => AdminAsync(HttpMethod.Get, $"access-groups/{id}"));
        return id;
    }

    /// <summary>Pushes a user whose e-mail address an admin has given to another account, so that provisioning fails.</summary>
    /// <returns>The user's id, and an action that frees the address.</returns>
    public async Task<(string User, Func<Task> Repair)> PushFaultedUserAsync(string givenName, string familyName)
    {
        var other = await PushUserAsync("Some", "Body");
        var account = IdOf(await AccountAsync(other, _ => true));
        var email = $"{givenName}.{familyName}@{Id}.example".ToLowerInvariant();
        await RenameAsync(email);
        var user = await PushUserAsync(givenName, familyName, email);
        await SagaIsAsync(user, "Faulted");
        return (user, () => RenameAsync($"some.body@{Id}.example"));

        Task RenameAsync(string address) => AdminAsync(HttpMethod.Patch, $"accounts/{account}", new JsonObject { ["workEmail"] = address });
    }

    /// <summary>Gives a group these permissions, and nothing else.</summary>
    public Task ConfigureAsync(string group, params string[] permissions) => AdminAsync(
        HttpMethod.Put,
        $"access-groups/{group}/settings",
        new JsonObject { ["permissions"] = new JsonArray([.. permissions.Select(name => (JsonNode)name)]) });

    /// <summary>The permissions of a group.</summary>
    public async Task<string[]> PermissionsAsync(string group) =>
        [.. (await AdminAsync(HttpMethod.Get, $"access-groups/{group}"))["permissions"]!.AsArray().Select(name => (string)name!)];

    public Task DeactivateAsync(string user) => ReplaceAsync(user, "active", false);

    public Task SetTimeZoneAsync(string user, string timeZone) => ReplaceAsync(user, "timezone", timeZone);

    public Task DeleteAsync(string user) => SendAsync(_scim, HttpMethod.Delete, $"Users/{user}");

    /// <summary>Calls the admin API, with a path below the tenant's.</summary>
    public Task<JsonObject> AdminAsync(HttpMethod method, string path, JsonObject? body = null) =>
        SendAsync(_admin, method, $"tenants/{Id}/{path}".TrimEnd('/'), body);

    /// <summary>Creates a machine key that is for this tenant only, and returns its secret.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="kind">What its role is called without the tenant, such as <c>viewer</c>.</param>
    public async Task<string> CreateKeyAsync(string name, string kind) => (string)(await AdminAsync(
        HttpMethod.Post, "keys", new JsonObject { ["name"] = name, ["roles"] = new JsonArray($"{kind}:{Id}") }))["key"]!;

    /// <summary>Waits until the user's account meets a condition, and returns it.</summary>
    public Task<JsonObject> AccountAsync(string user, Func<JsonObject, bool> condition) => Eventually.Get(
        async () =>
        {
            var found = await AdminAsync(HttpMethod.Get, $"accounts?filter={Uri.EscapeDataString($"userId eq \"{user}\"")}");
            return found["items"]!.AsArray().OfType<JsonObject>().FirstOrDefault(condition);
        });

    /// <summary>Waits until a line of the user's provisioning log contains a text.</summary>
    public Task LogContainsAsync(string user, string text) => Eventually.Be(
        async () => Assert.Contains(
            (await AdminAsync(HttpMethod.Get, $"timeline?userId={user}"))["items"]!.AsArray()
                .Select(line => line!["detail"]!.GetValue<string>()),
            detail => detail.Contains(text, StringComparison.Ordinal)));

    /// <summary>Waits until a request with this outcome is on record, and returns the id of the newest.</summary>
    public async Task<string> RequestAsync(string outcome) => IdOf(await Eventually.Get(async () =>
    {
        var found = await AdminAsync(HttpMethod.Get, $"requests?count=1&filter={Uri.EscapeDataString($"outcome eq \"{outcome}\"")}");
        return found["items"]!.AsArray().OfType<JsonObject>().FirstOrDefault();
    }));

    /// <summary>Waits until the user's saga is in a state.</summary>
    public Task SagaIsAsync(string user, string state) => Eventually.Be(
        async () => Assert.Equal(state, (await AdminAsync(HttpMethod.Get, $"sagas/{user}"))["state"]!.GetValue<string>()));

    private string AddressOf(string givenName, string familyName) => $"{givenName}.{familyName}@{Id}.example".ToLowerInvariant();

    private static JsonObject User(string address, string givenName, string familyName, string timeZone) => new()
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User"),
        ["userName"] = address,
        ["name"] = new JsonObject { ["givenName"] = givenName, ["familyName"] = familyName },
        ["emails"] = new JsonArray(new JsonObject { ["value"] = address, ["type"] = "work" }),
        ["timezone"] = timeZone,
        ["active"] = true,
    };

    private async Task RefuseAsync(HttpMethod method, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var response = await _scim.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private Task ReplaceAsync(string user, string attribute, JsonNode value) => SendAsync(
        _scim,
        HttpMethod.Patch,
        $"Users/{user}",
        new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
            ["Operations"] = new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = attribute, ["value"] = value }),
        });

    private static string IdOf(JsonObject resource) => resource["id"]!.GetValue<string>();

    private static HttpClient Client(Uri address, string token)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task<JsonObject> SendAsync(HttpClient client, HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }
}
