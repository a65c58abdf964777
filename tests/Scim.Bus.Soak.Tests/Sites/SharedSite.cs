namespace Scim.Bus.Soak.Tests.Sites;

/// <summary>One site for all tests of this suite: each has tenants of its own and leaves all parts running.</summary>
public sealed class SharedSite : IAsyncLifetime
{
    private readonly SemaphoreSlim _lock = new(1);
    private RabbitMqNode? _broker;
    private MongoServer? _mongo;
    private SoakSite? _site;

    /// <exception cref="SkipException">There is no broker here that is ours to kill.</exception>
    internal async Task<SoakSite> GetAsync()
    {
        await _lock.WaitAsync();
        try
        {
            if (_site is not null) return _site;
            _broker ??= await RabbitMqNode.StartAsync();
            if (SoakSettings.Current.OnMongoDb) _mongo ??= await MongoServer.StartAsync();
            var story = new Story();
            story.Tell($"Seed {SoakSettings.Current.Seed}");
            return _site = await SoakSite.StartAsync(_broker, _mongo, story);
        }
        finally
        {
            _lock.Release();
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_site is not null) await _site.DisposeAsync();
        if (_mongo is not null) await _mongo.DisposeAsync();
        if (_broker is not null) await _broker.DisposeAsync();
        _lock.Dispose();
    }
}

/// <summary>The tests that share it. They run one at a time.</summary>
[CollectionDefinition(Name)]
public sealed class SoakSuite : ICollectionFixture<SharedSite>
{
    public const string Name = "soak";
}
