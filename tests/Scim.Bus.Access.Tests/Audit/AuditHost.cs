using System.Text.Json.Nodes;
using Scim.Bus.Access.Tests.Hosts;

namespace Scim.Bus.Access.Tests.Audit;

/// <summary>A host with all services, and a machine key of an operator.</summary>
public sealed class AuditHost : IAsyncLifetime
{
    public const string KeyName = "the auditor's program";

    internal Host Host { get; private set; } = null!;

    /// <summary>The machine key.</summary>
    public string Key { get; private set; } = "";

    public async Task InitializeAsync()
    {
        // A refusal faults a saga at once.
        Host = await Host.StartAsync("all-in-one", Service.All, new Dictionary<string, string?> { ["Provisioning:MaxAttempts"] = "1" });
        (await Host.SendAsync(HttpMethod.Post, "/api/tenants", Host.AdminKey, new JsonObject { ["id"] = "globex" })).Expect(201);
        Key = (string)(await CreateKeyAsync("operator", KeyName))["key"]!;
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    internal async Task<JsonObject> CreateKeyAsync(string role, string name) => (await Host.SendAsync(
        HttpMethod.Post, "/api/keys", Host.AdminKey, new JsonObject { ["name"] = name, ["roles"] = new JsonArray(role) })).Expect(201).Body;

    /// <summary>Does something with the machine key.</summary>
    internal Task<Reply> DoAsync(string method, string path, JsonObject? body = null) =>
        Host.SendAsync(new HttpMethod(method), path, Key, body);

    /// <summary>Pushes a user as acme's identity provider. Returns its id.</summary>
    internal async Task<string> PushUserAsync(string email) => (string)(await Host.SendAsync(
        HttpMethod.Post, "/scim/v2/Users", Host.ScimToken, new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User"),
            ["userName"] = email,
            ["emails"] = new JsonArray(new JsonObject { ["value"] = email, ["type"] = "work" }),
        })).Expect(201).Body["id"]!;

    /// <summary>Pushes a group. Returns its id, once Access Groups knows it.</summary>
    internal async Task<string> PushGroupAsync(string name)
    {
        var group = new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Group"),
            ["displayName"] = name,
        };
        var id = (string)(await Host.SendAsync(HttpMethod.Post, "/scim/v2/Groups", Host.ScimToken, group)).Expect(201).Body["id"]!;
        await Eventually.Be(async () => (await Host.GetAsync($"/api/tenants/acme/access-groups/{id}", Host.AdminKey)).Expect(200));
        return id;
    }
}
