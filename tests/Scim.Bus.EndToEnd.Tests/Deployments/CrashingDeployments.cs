namespace Scim.Bus.EndToEnd.Tests.Deployments;

/// <summary>
/// Distributed deployments on SQLite and on MongoDB whose services, and whose broker, are killed. Each test leaves them running.
/// </summary>
public sealed class CrashingDeployments : IAsyncLifetime
{
    private DistributedDeployment? _onSqlite;
    private DistributedDeployment? _onMongoDb;

    /// <summary>The telemetry (OTLP) of the processes on SQLite.</summary>
    public OtlpReceiver Telemetry { get; private set; } = null!;

    /// <exception cref="SkipException">There is no broker here.</exception>
    public async Task<DistributedDeployment> OnSqliteAsync(RabbitMqFixture rabbit) =>
        _onSqlite ??= await DistributedDeployment.StartAsync(await rabbit.GetAsync(), settings: Telemetry.ExporterEnvironment);

    /// <exception cref="SkipException">There is no broker here, or nothing that speaks MongoDB's protocol.</exception>
    public async Task<DistributedDeployment> OnMongoDbAsync(RabbitMqFixture rabbit, MongoFixture mongo) =>
        _onMongoDb ??= await DistributedDeployment.StartAsync(await rabbit.GetAsync(), await mongo.GetAsync());

    public async Task InitializeAsync() => Telemetry = await OtlpReceiver.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var deployment in (DistributedDeployment?[])[_onSqlite, _onMongoDb])
        {
            if (deployment is not null)
                await deployment.DisposeAsync();
        }

        await Telemetry.DisposeAsync();
    }
}

/// <summary>
/// The tests that share these deployments and a broker that may be killed. They run one at a time, in parallel with other collections.
/// </summary>
[CollectionDefinition(Name)]
public sealed class CrashingTests :
    ICollectionFixture<RabbitMqFixture>, ICollectionFixture<MongoFixture>, ICollectionFixture<CrashingDeployments>
{
    public const string Name = "crashes";
}
