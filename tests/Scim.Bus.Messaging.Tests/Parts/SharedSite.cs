namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>Services on RabbitMQ for all tests of a class. Started by the first test that asks for them.</summary>
public abstract class SharedSite(params IReadOnlyList<string> services) : IAsyncLifetime
{
    private Task<Site>? _site;

    internal Task<Site> GetAsync(RabbitMqFixture rabbit) => _site ??= StartAsync(rabbit);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_site is { IsCompletedSuccessfully: true })
            await (await _site).DisposeAsync();
    }

    private async Task<Site> StartAsync(RabbitMqFixture rabbit)
    {
        var site = await Site.CreateAsync(await rabbit.GetAsync());
        foreach (var service in services)
            await site.StartAsync(service);
        return site;
    }
}

/// <summary>All services in one process.</summary>
public sealed class AllInOneSite() : SharedSite("AllInOne");

/// <summary>A service that is sent messages, and the one that its users come from.</summary>
public sealed class IngressAndAccounts() : SharedSite("Ingress", "Accounts");
