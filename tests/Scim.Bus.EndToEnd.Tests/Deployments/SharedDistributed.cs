namespace Scim.Bus.EndToEnd.Tests.Deployments;

/// <summary>
/// One distributed deployment over a real RabbitMQ for all tests that need no more than a tenant of their own. Nothing in it is killed.
/// </summary>
public sealed class SharedDistributed : IAsyncLifetime
{
    /// <summary>
    /// Shorter digest delays and fewer retries than in production, so that tests need not wait.
    /// </summary>
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Notifications__DigestAfter"] = "00:00:04",
        ["Provisioning__FirstRetry"] = "00:00:00.250",
        ["Provisioning__MaxAttempts"] = "6",
    };

    private DistributedDeployment? _deployment;

    /// <summary>The telemetry (OTLP) of its processes.</summary>
    public OtlpReceiver Telemetry { get; private set; } = null!;

    /// <exception cref="SkipException">There is no broker here.</exception>
    public async Task<DistributedDeployment> GetAsync(RabbitMqFixture rabbit) => _deployment ??= await DistributedDeployment.StartAsync(
        await rabbit.GetAsync(), settings: new Dictionary<string, string?>(Settings.Concat(Telemetry.ExporterEnvironment)));

    public async Task InitializeAsync() => Telemetry = await OtlpReceiver.StartAsync();

    public async Task DisposeAsync()
    {
        if (_deployment is not null)
            await _deployment.DisposeAsync();
        await Telemetry.DisposeAsync();
    }
}

/// <summary>The tests that share it. They run one at a time, in parallel with other collections.</summary>
[CollectionDefinition(Name)]
public sealed class DistributedTests : ICollectionFixture<RabbitMqFixture>, ICollectionFixture<SharedDistributed>
{
    public const string Name = "distributed";
}
