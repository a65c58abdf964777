using System.Text.Json;
using Scim.Bus.PublicNames.Tests.Hosts;

namespace Scim.Bus.PublicNames.Tests;

/// <summary>The admin API as each service describes it at <c>/openapi/v1.json</c>: parameters, bodies, answers and their members.</summary>
[Collection(OnRunningServices.Name)]
public sealed class AdminApiTests(RunningServices services)
{
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task The_admin_API_keeps_its_names()
    {
        var lines = new List<string>();
        foreach (var host in services.Hosts)
        {
            using var document = JsonDocument.Parse(await host.GetAsync("/openapi/v1.json"));
            lines.AddRange(
                OpenApiNames.In(document.RootElement).Order(StringComparer.Ordinal).Select(name => $"{host.Service.Name} {name}"));
        }

        lines.AddRange(await TenantAsync());
        Snapshot.Check("admin-api.txt", lines);
    }

    /// <summary>A tenant is JSON that no type describes: its settings, with what the ingress adds.</summary>
    private async Task<IEnumerable<string>> TenantAsync()
    {
        using var tenant = JsonDocument.Parse(
            await services.Hosts.Single(host => host.Service.Name == "Ingress").GetAsync("/api/tenants/acme"));
        return [.. tenant.RootElement.EnumerateObject().Select(member => $"Ingress Tenant.{member.Name}")];
    }
}
