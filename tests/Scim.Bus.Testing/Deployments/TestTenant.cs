using System.Net;
using System.Text.Json.Nodes;

namespace Scim.Bus.Testing.Deployments;

/// <summary>
/// A tenant of one test in a deployment that it may share with others: an identity provider that pushes, and an admin who looks.
/// </summary>
public sealed class TestTenant : IDisposable
{
    private TestTenant(Deployment deployment, string id, string token)
    {
        (Deployment, Id, Token) = (deployment, id, token);
        Scim = new ScimClient(deployment.ScimAddress, token);
        Admin = new AdminClient(deployment.AdminAddress, id, Deployment.AdminKey);
    }

    public Deployment Deployment { get; }

    public string Id { get; }

    /// <summary>The secret that an admin takes from the Console to the identity provider.</summary>
    public string Token { get; }

    public ScimClient Scim { get; }

    public AdminClient Admin { get; }

    /// <param name="deployment">Where it is created.</param>
    /// <param name="settings">The tenant's settings, as the admin API takes them.</param>
    public static async Task<TestTenant> CreateAsync(Deployment deployment, JsonObject? settings = null)
    {
        var body = settings ?? [];
        var id = $"t{Guid.NewGuid():n}"[..20];
        body["id"] = id;
        using var admin = new AdminClient(deployment.AdminAddress, id, Deployment.AdminKey);
        (await admin.SendAsync(HttpMethod.Post, "/api/tenants", body)).Expect(HttpStatusCode.Created);
        var token = (await admin.SendAsync(HttpMethod.Post, "tokens", [])).Expect(HttpStatusCode.Created).Body["token"]!.GetValue<string>();
        return new TestTenant(deployment, id, token);
    }

    /// <summary>Changes settings.</summary>
    public async Task ConfigureAsync(JsonObject settings) =>
        (await Admin.SendAsync(HttpMethod.Patch, $"/api/tenants/{Id}", settings)).Expect(HttpStatusCode.OK);

    public void Dispose()
    {
        Scim.Dispose();
        Admin.Dispose();
    }
}
