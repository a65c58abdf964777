using Scim.Bus.Ingress.RequestLog;
using Scim.Bus.Outbox;
using Scim.Bus.Simulation.Tests.Faults;
using Scim.Bus.Simulation.Tests.Histories;
using Scim.Bus.Simulation.Tests.Kernel;
using Scim.Bus.Simulation.Tests.Messages;
using Scim.Bus.Simulation.Tests.Model;
using Scim.Bus.Simulation.Tests.Processes;
using Scim.Bus.Simulation.Tests.Store;
using Scim.Bus.Simulation.Tests.Variants;

namespace Scim.Bus.Simulation.Tests;

/// <summary>
/// Two processes of each service over a simulated store, broker, clock and mail server. At each step the seed picks who goes on, so the
/// same plan always makes the same history.
/// </summary>
internal sealed partial class World
{
    /// <summary>More than any history has taken, many times over.</summary>
    private const int MaxSteps = 20_000;
    private const int ProcessesOfService = 2;

    /// <summary>What is due later than this is not waited for: the drift report, and the second look of a rollout.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(3);

    private readonly Random _random;
    private readonly HashSet<Actor> _living = [];
    private readonly Dictionary<string, InMemoryDatabase> _databases;
    private readonly IReadOnlyList<Client> _clients;
    private readonly StringWriter? _story;
    private readonly bool _hasSlowActors;
    private int _count;

    public World(WorldPlan plan, Variant? variant = null, bool isTold = false)
    {
        _random = new Random(unchecked(plan.Seed * 17) + 2);
        _story = isTold ? new StringWriter() : null;
        _hasSlowActors = _random.Next(2) == 0;
        Variant = variant ?? Variant.Shipped;
        Network = new Network(this);
        Faults = new FaultRun(this, plan.Faults, new Random(unchecked(plan.Seed * 13) + 3));
        Watching = new Watch(this);
        _databases = Services.All.Select(service => service.Name).Append(RequestCollection.Database).ToDictionary(
            name => name, name => new InMemoryDatabase(name), StringComparer.Ordinal);
        foreach (var service in Services.All)
        {
            for (var i = 0; i < ProcessesOfService; i++)
                Processes.Add(new SimulatedProcess(this, service, ++_count));
        }

        _clients = [.. plan.Pushes.GroupBy(push => push.Tenant).Select(pushes => new Client(this, pushes.Key, [.. pushes]))];
    }

    public Scheduler Scheduler { get; } = new();

    public WorldClock Clock { get; } = new();

    public Network Network { get; }

    public FaultRun Faults { get; }

    public Watch Watching { get; }

    public Variant Variant { get; }

    public List<SimulatedProcess> Processes { get; } = [];

    public IReadOnlyList<Client> Clients => _clients;

    public int Steps { get; private set; }

    /// <summary>The first promise that was broken; null if none was.</summary>
    public PromiseBrokenException? Broken { get; set; }

    /// <summary>Stands for everything that happened, in its order.</summary>
    public int Fingerprint { get; private set; }

    /// <summary>What happened, line by line; empty unless it was to be told.</summary>
    public string Story => StoryText.WithoutIds(_story?.ToString() ?? "");

    public InMemoryDatabase Database(string service) => _databases[service];

    public void Tell(Func<string> line) => _story?.WriteLine($"{Clock.Now:HH:mm:ss.fff} {line()}");

    public Task<FaultKind> EnterAsync(Actor actor, Step step) => Scheduler.EnterAsync(actor, step);

    public void Begin(Actor actor) => _living.Add(actor);

    public void End(Actor actor) => _living.Remove(actor);

    /// <summary>One write in eight learns of its success later.</summary>
    public bool IsLateAnswer() => _random.Next(8) == 0;

    /// <summary>In half of the histories, one actor in twenty-five is slow.</summary>
    public bool IsSlowActor() => _hasSlowActors && _random.Next(25) == 0;

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    /// <summary>A process of a service that runs; null if none does.</summary>
    public SimulatedProcess? PickProcess(string service)
    {
        var running = Processes.FindAll(process => process.Service == service && process.IsRunning);
        return running.Count == 0 ? null : Pick(running);
    }

    /// <summary>Kills a process and starts another: what was in its memory is lost, and what it had in hand is delivered again.</summary>
    public void Crash(SimulatedProcess process)
    {
        process.Context.IsDead = true;
        Scheduler.Gates.RemoveAll(gate => gate.Actor.Process == process);
        _living.RemoveWhere(actor => actor.Process == process);
        Network.Release(process);
        foreach (var client in _clients)
            client.Lost(process);
        var service = Services.All.Single(template => template.Name == process.Service);
        var next = new SimulatedProcess(this, service, ++_count, process.Clock.Offset);
        Processes[Processes.IndexOf(process)] = next;
        Tell(() => $"{process} died, {next} started");
    }

    /// <summary>Runs the history until everything is at rest, and compares what is left with the model.</summary>
    /// <exception cref="PromiseBrokenException">A promise was broken.</exception>
    public void Run()
    {
        var before = SynchronizationContext.Current;
        try
        {
            while (TakeStep())
            {
                if (Broken is not null)
                    throw Broken;
                if (++Steps > MaxSteps)
                    throw new PromiseBrokenException("It does not come to rest", Unfinished());
            }

            if (_living.Count > 0)
                throw new PromiseBrokenException("Somebody waits for ever", Unfinished());
            Watching.RequireRest();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Puts an entry of another version before all others of some outbox.</summary>
    public void WriteUnknownEntry(int target)
    {
        var entry = new PendingMessage
        {
            MessageId = Guid.NewGuid(),
            Type = "Scim.Bus.Contracts.WrittenByAnOlderBuild",
            Body = System.Text.Json.JsonSerializer.SerializeToElement(new { }),
            At = Clock.Now,
        };
        var all = Services.All.SelectMany(service => _databases[service.Name].Collections).ToList();
        if (Enumerable.Range(0, all.Count).Any(i => all[(target + i) % all.Count].TryPutFirst(entry, target, Clock.Now)))
            Watching.Foreign(entry);
    }

    private string Unfinished() => string.Join(
        '\n',
        _living.Select(actor => actor.ToString())
            .Concat(Network.Deliveries.Select(delivery => $"{delivery}: {delivery.Failures} failures, {delivery.Outages} outages"))
            .Take(20));
}
