using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Access.Tests.Hosts;

namespace Scim.Bus.Access.Tests.Audit;

/// <summary>No entry has a secret or a body, whatever was sent and whatever came of it.</summary>
public sealed class NoSecretTests(AuditHost audit) : IClassFixture<AuditHost>
{
    private const string Marker = "planted-marker";

    [Fact]
    public async Task No_entry_has_what_is_secret_or_was_refused()
    {
        var token = (await audit.DoAsync("POST", "/api/tenants/acme/tokens", new JsonObject { ["name"] = "Okta" })).Expect(201).Body;
        var key = await audit.CreateKeyAsync("viewer", "another");
        foreach (var (method, path, body) in Refused())
            Assert.InRange((await audit.DoAsync(method, path, body)).Status, 400, 499);
        (await audit.Host.GetAsync("/api/tenants", Marker)).Expect(401);
        await audit.Host.Services.GetRequiredService<ServiceDefaults.Audit.CountedRequests>().WriteAsync(default);

        await audit.Host.AuditOfAsync("action eq \"token.issue\" and outcome eq \"done\"");
        var all = string.Join('\n', (await audit.Host.AuditAsync()).Select(entry => entry.ToJsonString()));
        Assert.Contains("\"refused\"", all, StringComparison.Ordinal);
        foreach (var secret in (string[])[Marker, Host.AdminKey, Host.ScimToken, audit.Key, (string)token["token"]!, (string)key["key"]!])
        {
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
            // Nor a beginning of it that somebody could recognise it by.
            Assert.DoesNotContain(secret[..Math.Min(secret.Length, 18)], all, StringComparison.Ordinal);
        }
    }

    /// <summary>Requests whose refusals quote what was sent.</summary>
    private static IEnumerable<(string Method, string Path, JsonObject Body)> Refused() =>
    [
        ("POST", "/api/tenants", new JsonObject { ["id"] = $"{Marker}!" }),
        ("PATCH", "/api/tenants/acme", new JsonObject { [Marker] = true }),
        ("PATCH", "/api/tenants/acme", new JsonObject { ["automaticSync"] = Marker }),
        ("POST", "/api/tenants/acme/tokens", new JsonObject { ["expiresAt"] = Marker }),
        ("POST", "/api/tenants/acme/tokens", new JsonObject { ["addresses"] = new JsonArray(Marker) }),
        ("POST", "/api/tenants/acme/replays", new JsonObject { ["types"] = new JsonArray(Marker) }),
        ("POST", "/api/tenants/acme/accounts", new JsonObject { [Marker] = Marker }),
        ("POST", "/api/tenants/acme/accounts", new JsonObject { ["workEmail"] = Marker, ["active"] = Marker }),
        ("POST", "/api/keys", new JsonObject { ["name"] = "x", ["roles"] = new JsonArray(Marker) }),
        ("POST", "/api/tenants/acme/sync", new JsonObject { ["force"] = Marker }),
    ];
}
