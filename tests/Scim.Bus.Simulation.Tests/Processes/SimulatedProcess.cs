using MassTransit;
using Microsoft.Extensions.Hosting;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Notifications.Mail;
using Scim.Bus.Outbox;
using Scim.Bus.Simulation.Tests.Kernel;
using Scim.Bus.Simulation.Tests.Messages;
using Scim.Bus.Simulation.Tests.Store;

namespace Scim.Bus.Simulation.Tests.Processes;

/// <summary>A process of a service: the real registrations, on a simulated store, bus, clock and mail server.</summary>
internal sealed class SimulatedProcess
{
    private readonly ServiceTemplate _template;
    private readonly string _name;

    public SimulatedProcess(World world, ServiceTemplate template, int number, TimeSpan offset = default)
    {
        (World, _template) = (world, template);
        _name = $"{template.Name}#{number}";
        Context = new ProcessContext(world.Scheduler);
        Clock = new ProcessClock(world.Clock, Context) { Offset = offset };
        var publisher = new SimulatedPublisher(this);
        Services = new ProcessServices(template, new Dictionary<Type, object>
        {
            [typeof(TimeProvider)] = Clock,
            [typeof(IDocumentStore)] = new GatedStore(this),
            [typeof(IMessagePublisher)] = world.Variant.Decorate(publisher),
            [typeof(IUnpublishableMessages)] = new SetAsideMessages(world),
            [typeof(IMailTransport)] = new SimulatedMailServer(this),
            [typeof(IHostApplicationLifetime)] = new EndlessLifetime(),
            [typeof(IRequestClient<Contracts.Internal.ReadDirectory>)] = new SimulatedRequestClient<Contracts.Internal.ReadDirectory>(this),
            [typeof(IRequestClient<Contracts.Internal.ReadAccounts>)] = new SimulatedRequestClient<Contracts.Internal.ReadAccounts>(this),
            [typeof(Provisioning.Users.UserProvisioningStateMachine)] = SagaMachine.Machine,
        });
        Publisher = publisher;
        DueClock = Get<DueClock>();
        ClockSync = Get<DueClockSync>();
        Relays = [.. template.Relays.Select(type => Relay((IRelaySteps)Services.GetService(type)!))];
        Jobs = [.. template.Jobs.Select(type => (IQueueSteps)Services.GetService(type)!)];
    }

    public World World { get; }

    public string Service => _template.Name;

    public ProcessContext Context { get; }

    public ProcessClock Clock { get; }

    /// <summary>The clock by which leases and timers go.</summary>
    public DueClock DueClock { get; }

    public DueClockSync ClockSync { get; }

    public ProcessServices Services { get; }

    public SimulatedPublisher Publisher { get; }

    /// <summary>The relays, each with the collection whose outboxes it publishes.</summary>
    public (IRelaySteps Steps, IOutboxPeek Collection)[] Relays { get; }

    public IQueueSteps[] Jobs { get; }

    /// <summary>Until when the process stands still; null if it runs.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    public bool IsRunning => !Context.IsDead && PausedUntil is null;

    public T Get<T>()
        where T : notnull => (T)(Services.GetService(typeof(T)) ?? throw new InvalidOperationException($"{this} has no {typeof(T).Name}."));

    public Task<FaultKind> EnterAsync(StepKind kind, string of) => World.EnterAsync(Actor.Current, new Step(kind, of));

    /// <summary>Starts something in this process, which goes on until it waits for the first time.</summary>
    public Actor Start(
        string name, TenantId? tenant, Func<Task> work, Action<Exception?> ended, bool isOnContext = true, bool isPush = false)
    {
        var actor = new Actor(this, name, tenant, isPush) { IsSlow = World.IsSlowActor() };
        World.Begin(actor);
        actor.Run(isOnContext, work, failure =>
        {
            World.End(actor);
            ended(failure);
        });
        World.Scheduler.Drain();
        return actor;
    }

    public override string ToString() => _name;

    private (IRelaySteps, IOutboxPeek) Relay(IRelaySteps steps) => (steps, World.Database(Service).Find(steps.Collection));
}
