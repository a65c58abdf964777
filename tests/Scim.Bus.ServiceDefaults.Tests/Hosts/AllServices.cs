namespace Scim.Bus.ServiceDefaults.Tests.Hosts;

/// <summary>A host of all services that the tests of a class share.</summary>
public sealed class AllServices : IAsyncLifetime
{
    internal AdminHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await AdminHost.StartAsync(Service.All);

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}
