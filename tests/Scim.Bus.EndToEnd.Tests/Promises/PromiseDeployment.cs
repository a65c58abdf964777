using Scim.Bus.EndToEnd.Tests.Deployments;

namespace Scim.Bus.EndToEnd.Tests.Promises;

/// <summary>One distributed deployment over a real RabbitMQ for all promises; each has a tenant of its own.</summary>
public sealed class PromiseDeployment : IAsyncLifetime
{
    /// <summary>Admins are written to sooner than they would like, and what is refused is given up sooner, so that tests need not wait.</summary>
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Notifications__DigestAfter"] = "00:00:04",
        ["Provisioning__FirstRetry"] = "00:00:00.250",
        ["Provisioning__MaxAttempts"] = "6",
    };

    private DistributedDeployment? _deployment;

    /// <summary>A new tenant, with these settings.</summary>
    public async Task<PromiseTenant> TenantAsync(RabbitMqFixture rabbit, string settings = "{}") =>
        await PromiseTenant.CreateAsync(await GetAsync(rabbit), settings);

    /// <summary>The AMQP address that the services use.</summary>
    public async Task<string> BrokerAsync(RabbitMqFixture rabbit) => (await GetAsync(rabbit)).Broker;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_deployment is not null)
            await _deployment.DisposeAsync();
    }

    private async Task<DistributedDeployment> GetAsync(RabbitMqFixture rabbit) =>
        _deployment ??= await DistributedDeployment.StartAsync(await rabbit.GetAsync(), settings: Settings);
}
