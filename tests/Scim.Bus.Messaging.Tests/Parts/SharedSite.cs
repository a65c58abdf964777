namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>Services on RabbitMQ for all tests of a class or a collection. Started by the first test that asks for them.</summary>
public abstract class SharedSite(params IReadOnlyList<string> services) : IAsyncLifetime
{
    private Task<Site>? _site;

    /// <summary>Gets the site, all of whose services run: also those that a test has stopped that failed then.</summary>
    internal async Task<Site> GetAsync(RabbitMqFixture rabbit)
    {
        var site = await (_site ??= StartAsync(rabbit));
        foreach (var service in services.Select(name => site[name]).Where(service => !service.IsRunning))
            await service.RestartAsync();
        return site;
    }

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

/// <summary>
/// What a push passes until there is an account, for tests of what the broker does to it. Each begins where the one before has ended, as in
/// a life of a service; each has users of its own.
/// </summary>
public sealed class UntilTheAccount() : SharedSite("Ingress", "Provisioning", "Accounts");

/// <summary>A service that is sent messages, and the one that its users come from.</summary>
public sealed class IngressAndAccounts() : SharedSite("Ingress", "Accounts");
