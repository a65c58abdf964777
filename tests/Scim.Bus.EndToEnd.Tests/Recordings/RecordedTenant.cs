using System.Net;
using System.Text.Json.Nodes;
using Scim.Bus.EndToEnd.Tests.Clients;
using Scim.Bus.EndToEnd.Tests.Deployments;

namespace Scim.Bus.EndToEnd.Tests.Recordings;

/// <summary>A tenant of its own for a session, told which identity provider speaks to it.</summary>
internal sealed class RecordedTenant : IDisposable
{
    private readonly string _id;

    private RecordedTenant(string id, AdminClient admin, string token) => (_id, Admin, Token) = (id, admin, token);

    public AdminClient Admin { get; }

    /// <summary>The secret that an admin takes from the Console to the identity provider.</summary>
    public string Token { get; }

    public static async Task<RecordedTenant> CreateAsync(Deployment deployment, string provider)
    {
        var id = $"recorded-{provider}-{Guid.NewGuid().ToString("N")[..8]}";
        var admin = new AdminClient(deployment.AdminAddress, id, Deployment.AdminKey);
        (await admin.SendAsync(HttpMethod.Post, "/api/tenants", new JsonObject { ["id"] = id, ["identityProvider"] = provider })).Expect(HttpStatusCode.Created);
        var token = (await admin.SendAsync(HttpMethod.Post, "tokens", [])).Expect(HttpStatusCode.Created).Body["token"]!.GetValue<string>();
        return new RecordedTenant(id, admin, token);
    }

    /// <summary>Changes settings.</summary>
    public async Task SetAsync(JsonObject settings) =>
        (await Admin.SendAsync(HttpMethod.Patch, $"/api/tenants/{_id}", settings)).Expect(HttpStatusCode.OK);

    public void Dispose() => Admin.Dispose();
}
