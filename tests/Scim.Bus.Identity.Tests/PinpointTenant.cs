using System.Text;
using System.Text.Json.Nodes;

namespace Scim.Bus.Identity.Tests;

/// <summary>A tenant of one test: an identity provider that pushes, an admin, and people who log in.</summary>
public sealed class PinpointTenant(string id, HttpClient scim, HttpClient admin) : IDisposable
{
    public string Id => id;

    public void Dispose()
    {
        scim.Dispose();
        admin.Dispose();
    }

    /// <summary>Sends a SCIM request and returns the status with the answer.</summary>
    public Task<(int Status, JsonObject Body)> PushAsync(HttpMethod method, string path, JsonObject? body = null) =>
        SendAsync(scim, method, path, body, "application/scim+json");

    /// <summary>Calls the admin API, with a path below the tenant's.</summary>
    public Task<(int Status, JsonObject Body)> AdminAsync(HttpMethod method, string path, JsonObject? body = null) =>
        SendAsync(admin, method, path, body, "application/json");

    /// <summary>Pushes a new user and returns its id.</summary>
    public async Task<string> PushUserAsync(string userName, string? workEmail, bool active = true)
    {
        var (status, body) = await PushAsync(HttpMethod.Post, "Users", User(userName, workEmail, active));
        Assert.True(status == 201, body.ToJsonString());
        return body["id"]!.GetValue<string>();
    }

    public async Task PatchUserAsync(string user, string path, JsonNode? value)
    {
        var (status, body) = await PushAsync(HttpMethod.Patch, $"Users/{user}", Patch(path, value));
        Assert.True(status == 200, body.ToJsonString());
    }

    /// <summary>Makes an account by hand and returns its id.</summary>
    public async Task<string> CreateAccountAsync(string workEmail, string? upn = null, bool active = true)
    {
        var (status, body) = await AdminAsync(HttpMethod.Post, "accounts", Account(workEmail, upn, active));
        Assert.True(status == 201, body.ToJsonString());
        return body["id"]!.GetValue<string>();
    }

    public async Task<JsonObject> AccountAsync(string account) => (await AdminAsync(HttpMethod.Get, $"accounts/{account}")).Body;

    /// <summary>The accounts that a filter selects.</summary>
    public async Task<IReadOnlyList<JsonObject>> AccountsAsync(string filter) =>
    [
        .. (await AdminAsync(HttpMethod.Get, $"accounts?filter={Uri.EscapeDataString(filter)}")).Body["items"]!
            .AsArray().OfType<JsonObject>(),
    ];

    /// <summary>Waits until the saga of a user is in a state, and returns it.</summary>
    public Task<JsonObject> SagaIsAsync(string user, string state) => Eventually.Get(async () =>
    {
        var (_, saga) = await AdminAsync(HttpMethod.Get, $"sagas/{user}");
        Assert.Equal(state, saga["state"]?.GetValue<string>());
        return saga;
    });

    public async Task<JsonObject> LoginAsync(string identifier) =>
        (await AdminAsync(HttpMethod.Get, $"login?identifier={Uri.EscapeDataString(identifier)}")).Body;

    /// <summary>The account that an identifier lets in; null if it lets nobody in.</summary>
    public async Task<string?> LetsInAsync(string identifier)
    {
        var answer = await LoginAsync(identifier);
        Assert.False(string.IsNullOrEmpty(answer["reason"]!.GetValue<string>()));
        return answer["allowed"]!.GetValue<bool>() ? answer["accountId"]!.GetValue<string>() : null;
    }

    public static JsonObject User(string userName, string? workEmail, bool active = true) => new()
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User"),
        ["userName"] = userName,
        ["emails"] = workEmail is null ? null : new JsonArray(new JsonObject { ["type"] = "work", ["value"] = workEmail }),
        ["active"] = active,
    };

    public static JsonObject Account(string? workEmail, string? upn = null, bool active = true)
    {
        var account = new JsonObject { ["workEmail"] = workEmail, ["active"] = active };
        if (upn is not null)
            account["upn"] = upn;
        return account;
    }

    public static JsonObject Patch(string path, JsonNode? value) => new()
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
        ["Operations"] = new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = path, ["value"] = value }),
    };

    private static async Task<(int Status, JsonObject Body)> SendAsync(
        HttpClient client, HttpMethod method, string path, JsonObject? body, string mediaType)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, mediaType);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
    }
}
