namespace Scim.Bus.Testing;

/// <summary>
/// A real RabbitMQ broker: somebody else's (environment variable <c>ConnectionStrings__RabbitMq</c>), else one in a
/// container, else a private node from the distribution's <c>rabbitmq-server</c> package; or RabbitMQ 4 for certain, if the environment
/// variable <c>SCIMBUS_BROKER</c> is 4.
/// </summary>
/// <remarks>
/// Meant to be one per test run, with a virtual host per test: a cold start takes 6 to 9 seconds, a virtual host a
/// tenth of one.
/// </remarks>
public sealed class RabbitMqNode : IAsyncDisposable
{
    private static readonly TimeSpan QueuesSettleIn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private readonly Broker _broker;
    private readonly RabbitMqManagement _management;

    private RabbitMqNode(Broker broker)
    {
        _broker = broker;
        _management = new RabbitMqManagement(broker.Management, broker.User, broker.Password);
    }

    /// <summary>What this is, for a test's output.</summary>
    public string Kind => _broker.Kind;

    /// <summary>Whether it is ours to kill. Skip the test if it must be and is not.</summary>
    public bool CanBeKilled => _broker.CanBeKilled;

    /// <summary>Where Prometheus would scrape it; null if that is not known. Skip the test that needs it then.</summary>
    public Uri? Metrics => _broker.Metrics;

    /// <summary>Starts a broker, or finds one, and waits until it answers.</summary>
    /// <exception cref="Xunit.SkipException">
    /// None can be had here; says why. Only a test marked <c>[SkippableFact]</c> is skipped by it, and a fixture's
    /// <c>InitializeAsync</c> is not one: start the node from the test, as <see cref="RabbitMqFixture"/> does.
    /// </exception>
    public static async Task<RabbitMqNode> StartAsync()
    {
        var broker = await FirstAvailable.StartAsync("RabbitMQ", WaysToStart());
        var node = new RabbitMqNode(broker);
        try
        {
            await node._management.WaitUntilAnsweringAsync();
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates a fresh virtual host and answers its AMQP address, credentials included.</summary>
    public async Task<string> CreateVirtualHostAsync()
    {
        var name = $"test-{Guid.CreateVersion7():N}";
        await _management.CreateVirtualHostAsync(name);
        return _broker.AmqpUri(name);
    }

    /// <summary>
    /// Deletes a virtual host with all that is in it: each queue of a test that has ended costs half a millisecond of processor a second.
    /// </summary>
    /// <param name="virtualHostUri">What <see cref="CreateVirtualHostAsync"/> answered.</param>
    public Task DeleteVirtualHostAsync(string virtualHostUri) => _management.DeleteVirtualHostAsync(VirtualHostOf(virtualHostUri));

    /// <summary>The queues of a virtual host. The counts lag behind by half a second or more (5 s on a foreign broker).</summary>
    /// <param name="virtualHostUri">What <see cref="CreateVirtualHostAsync"/> answered.</param>
    public Task<IReadOnlyList<QueueInfo>> QueuesAsync(string virtualHostUri) => _management.QueuesAsync(VirtualHostOf(virtualHostUri));

    /// <summary>The exchanges of a virtual host that are not the broker's own.</summary>
    /// <param name="virtualHostUri">What <see cref="CreateVirtualHostAsync"/> answered.</param>
    public Task<IReadOnlyList<ExchangeInfo>> ExchangesAsync(string virtualHostUri) =>
        _management.ExchangesAsync(VirtualHostOf(virtualHostUri));

    /// <summary>The bindings to those exchanges.</summary>
    /// <param name="virtualHostUri">What <see cref="CreateVirtualHostAsync"/> answered.</param>
    public Task<IReadOnlyList<BindingInfo>> BindingsAsync(string virtualHostUri) =>
        _management.BindingsAsync(VirtualHostOf(virtualHostUri));

    /// <summary>Kills the broker without warning, as a power cut would. Its data and its ports stay.</summary>
    /// <remarks>
    /// First waits until no queue is younger than <see cref="QueuesSettleIn"/>: one that was declared a moment before could come back from
    /// the kill empty, or without a leader.
    /// </remarks>
    /// <exception cref="InvalidOperationException">It is not ours: see <see cref="CanBeKilled"/>.</exception>
    public async Task KillAsync()
    {
        var (names, since) = (await _management.AllQueueNamesAsync(), TimeProvider.System.GetTimestamp());
        while (TimeProvider.System.GetElapsedTime(since) < QueuesSettleIn)
        {
            await Task.Delay(PollInterval);
            var now = await _management.AllQueueNamesAsync();
            if (!now.SetEquals(names)) (names, since) = (now, TimeProvider.System.GetTimestamp());
        }

        await _broker.KillAsync();
    }

    /// <summary>Starts the killed broker again, on the same ports and data, and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It is not ours: see <see cref="CanBeKilled"/>.</exception>
    public async Task RestartAsync()
    {
        await _broker.RestartAsync();
        await _management.WaitUntilAnsweringAsync();
    }

    /// <summary>Stops the broker where it is, until it is thawed: its connections stay open, and it answers nothing.</summary>
    /// <exception cref="InvalidOperationException">It is not ours: see <see cref="CanBeKilled"/>.</exception>
    public Task FreezeAsync() => _broker.FreezeAsync();

    /// <summary>Lets the broker go on where it was frozen.</summary>
    public Task ThawAsync() => _broker.ThawAsync();

    /// <summary>
    /// Creates a user with access to a virtual host and answers its AMQP address; for one that exists, sets the password.
    /// </summary>
    public async Task<string> SetUserAsync(string virtualHostUri, string name, string password)
    {
        await _management.SetUserAsync(VirtualHostOf(virtualHostUri), name, password);
        return new UriBuilder(virtualHostUri) { UserName = name, Password = password }.Uri.AbsoluteUri;
    }

    /// <summary>
    /// Closes all connections of a user; answers how many there were. The broker lists a new connection after some seconds.
    /// </summary>
    public Task<int> CloseConnectionsAsync(string user) => _management.CloseConnectionsAsync(user);

    /// <summary>Raises the memory alarm, so that nothing can be published until it is cleared, or clears it.</summary>
    /// <exception cref="Xunit.SkipException">The broker is not ours.</exception>
    public async Task SetMemoryAlarmAsync(bool isRaised)
    {
        Xunit.Skip.IfNot(CanBeKilled, $"{Kind} can't be given an alarm by a test.");
        await _broker.ControlAsync("set_vm_memory_high_watermark", isRaised ? "0.000001" : "0.4");
    }

    /// <summary>What the broker has logged lately.</summary>
    /// <exception cref="Xunit.SkipException">The broker is not ours.</exception>
    public Task<string> ReadLogAsync()
    {
        Xunit.Skip.IfNot(CanBeKilled, $"{Kind} does not show a test its log.");
        return _broker.ReadLogAsync();
    }

    /// <summary>
    /// Sets a parameter of the broker, such as <c>max_message_size</c>. Channels that are open keep the value that they began with.
    /// </summary>
    /// <exception cref="Xunit.SkipException">The broker is not ours.</exception>
    public async Task SetParameterAsync(string name, long value)
    {
        Xunit.Skip.IfNot(CanBeKilled, $"{Kind} can't be configured by a test.");
        // RabbitMQ 4 reads some of its parameters once, into a table of its own.
        await _broker.ControlAsync(
            "eval",
            FormattableString.Invariant($"application:set_env(rabbit, {name}, {value}), persistent_term:put({name}, {value})."));
    }

    public async ValueTask DisposeAsync()
    {
        // A server of our own is deleted as a whole; on a shared one, what the tests created must be deleted.
        if (!_broker.CanBeKilled) await _management.DeleteCreatedVirtualHostsAsync();
        _management.Dispose();
        await _broker.DisposeAsync();
    }

    private static Func<Task<Broker>>[] WaysToStart() => Environment.GetEnvironmentVariable("SCIMBUS_BROKER") switch
    {
        null or "" =>
            [ForeignBroker.FindAsync, ContainerBroker.StartAsync, () => PrivateBroker.StartAsync(BrokerPackage.OfMachine)],
        "4" => [ContainerBroker.StartAsync, () => PrivateBroker.StartAsync(BrokerPackage.OfDebian13)],
        var other => throw new InvalidOperationException($"SCIMBUS_BROKER is '{other}'; it is 4, or not set."),
    };

    private static string VirtualHostOf(string uri) => Uri.UnescapeDataString(new Uri(uri).AbsolutePath.TrimStart('/'));
}
