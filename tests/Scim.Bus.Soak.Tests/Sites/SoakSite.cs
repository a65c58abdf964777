namespace Scim.Bus.Soak.Tests.Sites;

/// <summary>Everything that a soak runs on: a broker, a store, a mail server, all services as processes.</summary>
internal sealed class SoakSite : IAsyncDisposable
{
    public const string BrokerUser = "soak-services";
    public const string BrokerPassword = "the-right-password";

    private static readonly string[] ConsumersThatRunTwice =
        [DistributedDeployment.Provisioning, DistributedDeployment.Accounts, DistributedDeployment.Notifications];

    private readonly HashSet<ServiceProcess> _claimed = [];
    private readonly TempFolder _folder = new("soak");
    private SmallDisk? _disk;

    private SoakSite(RabbitMqNode broker, MongoServer? mongo, Story story)
    {
        (Broker, Mongo, Story) = (broker, mongo, story);
        Disturbances = new Disturbances(story);
    }

    public RabbitMqNode Broker { get; }

    /// <summary>The document server; null for a site on SQLite.</summary>
    public MongoServer? Mongo { get; }

    public Story Story { get; }

    public Disturbances Disturbances { get; }

    /// <summary>The disk under the SQLite files, if it can be filled up.</summary>
    public SmallDisk? Disk => _disk;

    /// <summary>The virtual host's address, with the credentials of the tests.</summary>
    public string VirtualHost { get; private set; } = "";

    public DistributedDeployment Deployment { get; private set; } = null!;

    public MessageTap Tap { get; private set; } = null!;

    /// <summary>The services' databases.</summary>
    public RawStore Raw { get; private set; } = null!;

    /// <summary>Ids of the messages that faults have put into queues, to be set aside.</summary>
    public int WrongMessages { get; set; }

    /// <summary>Starts the services while neither broker nor store is there, and those only then: they come up in any order.</summary>
    public static async Task<SoakSite> StartAsync(RabbitMqNode broker, MongoServer? mongo, Story story)
    {
        Skip.IfNot(broker.CanBeKilled, $"{broker.Kind} is not ours to kill.");
        var site = new SoakSite(broker, mongo, story);
        try
        {
            await site.StartAllAsync();
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>The longest time from SIGTERM to the end of a process; null if none was stopped.</summary>
    public TimeSpan? LongestStop { get; private set; }

    public void NoteStop(TimeSpan took)
    {
        lock (_claimed) LongestStop = LongestStop > took ? LongestStop : took;
    }

    /// <summary>Takes a process for a fault, so that two faults do not have the same one. Null if all are taken.</summary>
    public ServiceProcess? Claim(Random random)
    {
        lock (_claimed)
        {
            var free = Deployment.Processes.Where(process => !_claimed.Contains(process)).ToList();
            if (free.Count == 0) return null;
            var picked = free[random.Next(free.Count)];
            _claimed.Add(picked);
            return picked;
        }
    }

    public void Release(ServiceProcess process)
    {
        lock (_claimed) _claimed.Remove(process);
    }

    public async ValueTask DisposeAsync()
    {
        if (Deployment is not null) await Deployment.DisposeAsync();
        _disk?.Dispose();
        _folder.Dispose();
    }

    private async Task StartAllAsync()
    {
        VirtualHost = await Broker.CreateVirtualHostAsync();
        _disk = Mongo is null ? SmallDisk.TryMount() : null;
        var prefix = Mongo?.NewDatabasePrefix();
        Raw = prefix is null ? RawStore.InFolder(_disk?.Path ?? _folder.Path) : RawStore.On(Mongo!.ConnectionString, prefix);
        var parts = new DistributedParts(await Broker.SetUserAsync(VirtualHost, BrokerUser, BrokerPassword))
        {
            Mongo = Mongo,
            StorePath = _disk?.Path ?? _folder.Path,
            Twice = Mongo is null ? [] : ConsumersThatRunTwice,
            Settings = new Dictionary<string, string?>
            {
                // The small disk is smaller than the usual reserve, and is to be filled to the last byte.
                ["Storage__MinFreeDisk"] = "0",
                ["Provisioning__RemovalGrace"] = "00:00:01",
                ["Store__DatabasePrefix"] = prefix,
            },
        };
        Story.Tell($"On {Broker.Kind} and {Mongo?.Kind ?? (_disk is null ? "SQLite" : "SQLite on a small disk")}");

        await Broker.KillAsync();
        if (Mongo is not null) await Mongo.KillAsync();
        var starting = DistributedDeployment.StartAsync(parts);
        await Task.Delay(TimeSpan.FromSeconds(3));
        await Broker.RestartAsync();
        if (Mongo is not null) await Mongo.RestartAsync();
        Deployment = await starting;
        Story.Tell("All services were started before their broker and store, and are ready");

        Tap = new MessageTap(VirtualHost);
        await Eventually.Be(async () =>
        {
            var exchanges = await Broker.ExchangesAsync(VirtualHost);
            Assert.True(exchanges.Count > 20);
            await Tap.OpenAsync(exchanges);
        });
    }
}
