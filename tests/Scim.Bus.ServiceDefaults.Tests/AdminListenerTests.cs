using Scim.Bus.ServiceDefaults.Tests.Hosts;

namespace Scim.Bus.ServiceDefaults.Tests;

/// <summary>With <c>Admin__Url</c> the public address answers SCIM only, and the other address everything else.</summary>
public sealed class AdminListenerTests(AdminListenerTests.TwoAddresses addresses) : IClassFixture<AdminListenerTests.TwoAddresses>
{
    [Theory]
    [InlineData("/api/tenants", AdminHost.AdminKey)]
    [InlineData("/api/errors", AdminHost.AdminKey)]
    [InlineData("/metrics", null)]
    [InlineData("/health/live", null)]
    [InlineData("/openapi/v1.json", null)]
    [InlineData("/", null)]
    [Trait("Takes", "Seconds")]
    public async Task What_is_not_SCIM_is_at_the_admin_address_only(string path, string? credential)
    {
        using var inside = new Caller(addresses.Admin);
        using var outside = new Caller(addresses.Public);
        Assert.Equal(200, (await inside.GetAsync(path, credential)).Status);
        Assert.Equal(404, (await outside.GetAsync(path, credential)).Status);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task SCIM_is_at_the_public_address_only()
    {
        using var inside = new Caller(addresses.Admin);
        using var outside = new Caller(addresses.Public);
        Assert.Equal(200, (await outside.GetAsync("/scim/v2/Users", AdminHost.ScimToken)).Status);
        Assert.Equal(404, (await inside.GetAsync("/scim/v2/Users", AdminHost.ScimToken)).Status);
    }

    [Theory]
    [InlineData("9090")]
    [InlineData("ftp://127.0.0.1:9090")]
    [InlineData("http://127.0.0.1:9090/admin")]
    public async Task A_wrong_address_keeps_the_service_from_starting(string address)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => AdminHost.StartAsync([Service.Ingress], settings: ("Admin:Url", address)));
        Assert.Contains("Admin__Url", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>All services, with an address for admins.</summary>
    public sealed class TwoAddresses : IAsyncLifetime
    {
        private AdminHost _host = null!;

        public Uri Admin { get; } = new($"http://127.0.0.1:{FreePort.Next()}");

        public Uri Public => _host.Address;

        public async Task InitializeAsync() =>
            _host = await AdminHost.StartAsync(Service.All, settings: ("Admin:Url", Admin.ToString()));

        public Task DisposeAsync() => _host.DisposeAsync().AsTask();
    }
}
