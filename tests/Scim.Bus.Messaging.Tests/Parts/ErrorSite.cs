namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>All services in one process on RabbitMQ, for the tests of a class. Started by the first test that asks for it.</summary>
public sealed class ErrorSite : IAsyncLifetime
{
    private Task<Site>? _site;

    internal Task<Site> GetAsync(RabbitMqFixture rabbit) => _site ??= StartAsync(rabbit);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_site is { IsCompletedSuccessfully: true })
            await (await _site).DisposeAsync();
    }

    private static async Task<Site> StartAsync(RabbitMqFixture rabbit)
    {
        var site = new Site(await (await rabbit.GetAsync()).CreateVirtualHostAsync());
        await site.StartAsync("AllInOne");
        return site;
    }
}
