using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Scim.Bus.Access.Tests.Hosts;

namespace Scim.Bus.Access.Tests;

/// <summary>Machine keys in a host with all services, at whose port they work too.</summary>
[Collection(InAllServices.Name)]
[Trait("Takes", "Seconds")]
public sealed class MachineKeyTests(AllServices shared)
{
    private readonly Host _host = shared.Host;
    private readonly CapturedLog _log = shared.Log;

    [Fact]
    public async Task A_key_is_created_used_listed_and_deleted()
    {
        var created = await CreateAsync(Host.AdminKey, "reports", "viewer:acme");
        var (id, key) = ((string)created["id"]!, (string)created["key"]!);
        Assert.StartsWith("scimbus_key_", key, StringComparison.Ordinal);
        (await _host.GetAsync("/api/tenants/acme/accounts", key)).Expect(200);
        (await _host.GetAsync("/api/tenants/globex/accounts", key)).Expect(403);
        (await _host.SendAsync(HttpMethod.Post, "/api/tenants/acme/drift", key)).Expect(403);

        var listed = Assert.Single(await ListAsync($"/api/keys?filter=id%20eq%20%22{id}%22"))!;
        Assert.Equal((id, "reports"), ((string)listed["id"]!, (string)listed["name"]!));
        Assert.Equal("operatorKey", (string)listed["createdBy"]!["kind"]!);
        Assert.NotNull(listed["lastUsedAt"]);
        Assert.Null(listed["key"]);
        var year = DateTimeOffset.Parse((string)listed["createdAt"]!, CultureInfo.InvariantCulture).AddDays(365);
        Assert.Equal(year, DateTimeOffset.Parse((string)listed["expiresAt"]!, CultureInfo.InvariantCulture));

        (await _host.SendAsync(HttpMethod.Delete, $"/api/keys/{id}", Host.AdminKey)).Expect(204);
        (await _host.GetAsync("/api/tenants/acme/accounts", key)).ExpectProblem(401, "The key is unknown or was deleted.");
        (await _host.SendAsync(HttpMethod.Delete, $"/api/keys/{id}", Host.AdminKey)).Expect(404);
        Assert.Empty(await ListAsync($"/api/keys?filter=id%20eq%20%22{id}%22"));
    }

    [Fact]
    public async Task A_key_expires()
    {
        var key = (string)(await CreateAsync(Host.AdminKey, "for a day", "viewer", DateTimeOffset.UtcNow.AddDays(1)))["key"]!;
        (await _host.GetAsync("/api/tenants", key)).Expect(200);
        shared.Clock.Shift = TimeSpan.FromDays(2);
        var expired = await _host.GetAsync("/api/tenants", key);
        shared.Clock.Shift = TimeSpan.Zero;
        expired.ExpectProblem(401, "'for a day' expired at");
    }

    [Fact]
    public async Task A_key_has_no_more_than_its_creator()
    {
        var admin = (string)(await CreateAsync(Host.AdminKey, "admin", "admin:acme"))["key"]!;
        Assert.Equal("machineKey", (string)(await ListOfTenantAfterCreatingAsync(admin, "viewer:acme"))["createdBy"]!["kind"]!);
        foreach (var role in (string[])["operator", "viewer", "admin:globex", "login:globex"])
        {
            var reply = await PostAsync("/api/tenants/acme/keys", admin, Body("more", [role]));
            reply.ExpectProblem(403, $"A key can't have more than its creator: '{role}' is more than admin:acme.");
        }

        (await PostAsync("/api/tenants/globex/keys", admin, Body("other", ["viewer:globex"]))).Expect(403);
        (await PostAsync("/api/keys", admin, Body("all", ["viewer:acme"]))).Expect(403);
        var late = DateTimeOffset.UtcNow.AddDays(400);
        (await PostAsync("/api/tenants/acme/keys", admin, Body("late", ["viewer:acme"], late)))
            .ExpectProblem(403, "A key can't outlive the key that creates it");
        (await PostAsync("/api/tenants/acme/keys", Host.AdminKey, Body("two", ["viewer:acme", "viewer:globex"])))
            .ExpectProblem(400, "A key of tenant 'acme' takes roles for this tenant only");
    }

    [Fact]
    public async Task A_tenants_admin_sees_and_deletes_the_keys_of_that_tenant_only()
    {
        var admin = (string)(await CreateAsync(Host.AdminKey, "admin", "admin:hooli"))["key"]!;
        var own = (string)(await CreateAsync(Host.AdminKey, "own", "login:hooli"))["id"]!;
        foreach (var roles in (string[][])[["login:globex"], ["viewer:hooli", "viewer:globex"], ["viewer"]])
        {
            var other = (string)(await PostAsync("/api/keys", Host.AdminKey, Body("other", roles))).Expect(201).Body["id"]!;
            (await _host.SendAsync(HttpMethod.Delete, $"/api/tenants/hooli/keys/{other}", admin)).Expect(404);
        }

        var names = (await ListAsync("/api/tenants/hooli/keys", admin)).Select(key => (string)key!["name"]!);
        Assert.Equal(["admin", "own"], names.Order());
        (await _host.SendAsync(HttpMethod.Delete, $"/api/tenants/hooli/keys/{own}", admin)).Expect(204);
    }

    [Fact]
    public async Task Whoever_has_roles_for_some_tenants_sees_these_only()
    {
        await AssertSeesAsync(["admin:acme"], ["acme"]);
        await AssertSeesAsync(["viewer:globex", "admin:hooli", "login:acme"], ["globex", "hooli"]);
        await AssertSeesAsync(["viewer"], ["acme", "globex", "hooli"]);
        var admin = (string)(await CreateAsync(Host.AdminKey, "admin", "admin:acme"))["key"]!;
        Assert.Empty(await ListAsync("/api/tenants?filter=id%20eq%20%22globex%22", admin));
    }

    [Fact]
    public async Task A_wrong_request_is_told_what_would_be_right()
    {
        (string Name, string[] Roles, string Detail)[] wrong =
        [
            ("", ["viewer"], "'name' takes"),
            ("a\nb", ["viewer"], "'name' takes"),
            ("none", [], "'roles' takes 1 to 100 roles"),
            ("other", ["owner"], "'owner' is not a role. Roles are: operator, viewer, admin:{tenant}"),
            ("spaced", ["admin: acme"], "'admin: acme' is not a role."),
            ("nowhere", ["viewer:nosuch"], "'roles' names tenant 'nosuch', which does not exist."),
        ];
        foreach (var (name, roles, detail) in wrong)
            (await PostAsync("/api/keys", Host.AdminKey, Body(name, roles))).ExpectProblem(400, detail);
        (await PostAsync("/api/keys", Host.AdminKey, Body("old", ["viewer"], DateTimeOffset.UtcNow.AddDays(-1))))
            .ExpectProblem(400, "which is in the past");
    }

    [Fact]
    public async Task No_secret_is_stored_and_none_is_logged()
    {
        var created = await CreateAsync(Host.AdminKey, "secret", "viewer");
        var key = (string)created["key"]!;
        (await _host.GetAsync("/api/tenants", key)).Expect(200);
        string[] unknown = ["scimbus_key_unknown-0123456789", "another-unknown-0123456789"];
        foreach (var one in unknown)
            (await _host.GetAsync("/api/tenants", one)).Expect(401);

        Assert.NotEmpty(_log.Lines);
        foreach (var secret in (string[])[.. unknown, key, Host.AdminKey])
            Assert.DoesNotContain(_log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(_host.Folder, "console.db*"))
        {
            var content = Encoding.Latin1.GetString(await ReadSharedAsync(file));
            Assert.DoesNotContain(key, content, StringComparison.Ordinal);
        }
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var content = new MemoryStream();
        await stream.CopyToAsync(content);
        return content.ToArray();
    }

    private static JsonObject Body(string name, string[] roles, DateTimeOffset? expiresAt = null) => new()
    {
        ["name"] = name,
        ["roles"] = new JsonArray([.. roles.Select(role => JsonValue.Create(role))]),
        ["expiresAt"] = expiresAt,
    };

    private async Task AssertSeesAsync(string[] roles, string[] tenants)
    {
        var key = (string)(await PostAsync("/api/keys", Host.AdminKey, Body("sees", roles))).Expect(201).Body["key"]!;
        Assert.Equal(tenants, (await ListAsync("/api/tenants", key)).Select(tenant => (string)tenant!["id"]!));
    }

    private async Task<JsonNode> ListOfTenantAfterCreatingAsync(string creator, string role)
    {
        var id = (string)(await PostAsync("/api/tenants/acme/keys", creator, Body("made", [role]))).Expect(201).Body["id"]!;
        return (await ListAsync("/api/tenants/acme/keys", creator)).Single(key => (string)key!["id"]! == id)!;
    }

    private async Task<JsonObject> CreateAsync(string creator, string name, string role, DateTimeOffset? expiresAt = null) =>
        (await PostAsync("/api/keys", creator, Body(name, [role], expiresAt))).Expect(201).Body;

    private Task<Reply> PostAsync(string path, string token, JsonObject body) => _host.SendAsync(HttpMethod.Post, path, token, body);

    private async Task<JsonArray> ListAsync(string path, string token = Host.AdminKey) =>
        (await _host.GetAsync(path, token)).Expect(200).Body["items"]!.AsArray();
}
