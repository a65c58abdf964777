using System.Net;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Bootstrap tokens across restarts.</summary>
public sealed class RevokedTokenTests
{
    private const string Tenant = "acme";
    private const string Secret = "a-bootstrap-token-of-a-test";

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_revoked_bootstrap_token_stays_revoked_after_a_restart()
    {
        using var folder = new TempFolder("tokens");
        await WithHostAsync(folder, async host =>
        {
            Assert.Equal(HttpStatusCode.OK, await PushedAsync(host));
            var token = Assert.Single(await TokensAsync(host));
            using var admin = host.Admin();
            var revoked = await admin.DeleteAsync($"/api/tenants/{Tenant}/tokens/{token["id"]}");
            Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, await PushedAsync(host));
            Assert.Equal(HttpStatusCode.NotFound, (await admin.DeleteAsync($"/api/tenants/{Tenant}/tokens/{token["id"]}")).StatusCode);
        });
        await WithHostAsync(folder, async host =>
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await PushedAsync(host));
            Assert.Empty(await TokensAsync(host));
        });
    }

    [Fact]
    public async Task A_bootstrap_token_of_another_tenant_is_refused_by_name()
    {
        using var folder = new TempFolder("tokens");
        await WithHostAsync(folder, _ => Task.CompletedTask);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => WithHostAsync(folder, _ => Task.CompletedTask, "globex"));
        Assert.Contains($"'{Tenant}'", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task WithHostAsync(TempFolder folder, Func<IngressHost, Task> act, string tenant = Tenant)
    {
        var host = new IngressHost
        {
            Settings = { ["Bootstrap:Tenant"] = tenant, ["Bootstrap:Token"] = Secret },
            Folder = folder,
        };
        try
        {
            await host.InitializeAsync();
            await act(host);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static async Task<HttpStatusCode> PushedAsync(IngressHost host)
    {
        using var client = new TenantClient(host, TenantId.Parse(Tenant, null), Secret);
        using var answer = await client.Http.GetAsync("Users");
        return answer.StatusCode;
    }

    private static async Task<IReadOnlyList<JsonNode>> TokensAsync(IngressHost host)
    {
        using var admin = host.Admin();
        var answer = JsonNode.Parse(await admin.GetStringAsync($"/api/tenants/{Tenant}/tokens"))!;
        return [.. answer["items"]!.AsArray().Select(token => token!)];
    }
}
