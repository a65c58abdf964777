using System.Text;
using Scim.Bus.ServiceDefaults.Tests.Hosts;

namespace Scim.Bus.ServiceDefaults.Tests;

/// <summary>Every endpoint below <c>/api/tenants/{tenant}</c> of every service, with tenants that do not exist.</summary>
public sealed class TenantApiTests(AllServices all) : IClassFixture<AllServices>
{
    public static TheoryData<string> ServicesWithoutTenants =>
        [.. Service.All.Where(service => service != Service.Ingress && service != Service.Notifications).Select(service => service.Name)];

    [Fact]
    public void Every_service_is_tested() => Assert.Equal(
        Directory.GetDirectories(RepositoryRoot.PathTo("services"))
            .Select(Path.GetFileName)
            .Except(["Shared", "AllInOne"])
            .Order(StringComparer.OrdinalIgnoreCase),
        Service.All.Select(service => service.Name.Replace("-", "", StringComparison.Ordinal)).Order(StringComparer.OrdinalIgnoreCase),
        StringComparer.OrdinalIgnoreCase);

    [Theory]
    [InlineData("nosuch")]
    [InlineData("No-Such")]
    [InlineData("scim-bus")]
    [Trait("Takes", "Seconds")]
    public async Task Case_32_a_tenant_that_does_not_exist_is_not_found(string tenant)
    {
        var host = all.Host;
        var endpoints = host.Endpoints.Where(endpoint => endpoint.IsAboutTenant).ToList();
        Assert.True(endpoints.Count > 20, $"Only {endpoints.Count} endpoints were found.");
        foreach (var endpoint in endpoints)
        {
            foreach (var body in (string?[])(endpoint.TakesBody ? [null, "{}", "{bad"] : [null]))
            {
                using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
                var answer = (await host.SendAsync(endpoint.Method, endpoint.PathOf(tenant), content)).ExpectProblem(404);
                Assert.Equal($"Tenant '{tenant}' does not exist.", answer.Detail);
            }
        }
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Without_the_admin_key_nobody_is_told_which_tenants_exist()
    {
        var host = all.Host;
        foreach (var endpoint in host.Endpoints)
        {
            foreach (var tenant in (string[])[AdminHost.Tenant, "nosuch"])
            {
                (await host.SendWithoutKeyAsync(endpoint.Method, endpoint.PathOf(tenant))).ExpectProblem(401);
            }
        }
    }

    [Theory]
    [MemberData(nameof(ServicesWithoutTenants))]
    [Trait("Takes", "Seconds")]
    public async Task While_the_ingress_is_away_a_tenant_that_a_service_has_not_heard_of_is_answered_with_503(string name)
    {
        await using var host = await AdminHost.StartAsync([Service.All.Single(service => service.Name == name)]);
        var endpoints = host.Endpoints.Where(endpoint => endpoint.IsAboutTenant).ToList();
        Assert.NotEmpty(endpoints);
        // At once, because each waits for the ingress.
        foreach (var answer in await Task.WhenAll(endpoints.Select(endpoint => host.SendAsync(endpoint.Method, endpoint.PathOf("acme")))))
        {
            answer.ExpectProblem(503);
            Assert.NotNull(answer.RetryAfter);
        }
    }
}
