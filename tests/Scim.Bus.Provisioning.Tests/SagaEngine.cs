using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;
using Scim.Bus.ServiceDefaults.Tenants;
using Scim.Bus.Testing;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>
/// The real state machine with the real repository over SQLite, driven message by message through MassTransit's mediator: it returns when a
/// message is handled, so a test decides about order and time. One for each thread, as a history takes a millisecond and a start a second.
/// </summary>
internal sealed class SagaEngine : IStateObserver<UserProvisioningState>
{
    private static readonly ThreadLocal<SagaEngine> OfThread = new(() => new SagaEngine());

    private readonly TempFolder _folder = TempFolder.InMemory("sagas");
    private readonly IMediator _mediator;
    private readonly TenantSettingsCache<ProvisioningService> _settings;
    private readonly HashSet<Transition> _transitions = [];
    private string _message = "";
    private long _settingsVersion;

    private SagaEngine()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IDocumentStore>(new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = _folder.Path })));
        services.AddSingleton<IMessagePublisher, NoPublisher>();
        services.AddOutbox(SagaCollection.Users);
        services.AddSingleton(new UserReconciler(new ProvisioningOptions()));
        services.AddScoped<ReconcileActivity>();
        services.AddDocumentCollection(TenantSettingsCollection.Create<ProvisioningService>(SagaCollection.Service));
        services.AddSingleton<TenantSettingsCache<ProvisioningService>>();
        services.AddMediator(mediator => mediator
            .AddSagaStateMachine<UserProvisioningStateMachine, UserProvisioningState, UserProvisioningStateDefinition>()
            .Repository(ProvisioningRegistration.RegisterRepository));
#pragma warning disable CA2000 // Lives as long as its thread; the folder is deleted when the test host ends.
        var provider = services.BuildServiceProvider();
#pragma warning restore CA2000
        _mediator = provider.GetRequiredService<IMediator>();
        _settings = provider.GetRequiredService<TenantSettingsCache<ProvisioningService>>();
        Sagas = provider.GetRequiredService<IDocumentCollection<UserProvisioningState>>();
        provider.GetRequiredService<UserProvisioningStateMachine>().ConnectStateObserver(this);
    }

    /// <summary>Runs once, between the next decision and its write; null for nothing.</summary>
    public Action? BeforeNextWrite { get; set; }

    /// <summary>The engine of this thread.</summary>
    public static SagaEngine Current => OfThread.Value!;

    public FakeTimeProvider Time { get; } = new();

    public IDocumentCollection<UserProvisioningState> Sagas { get; }

    /// <summary>The transitions that the state machine made since this was last asked.</summary>
    public IReadOnlyCollection<Transition> TakeTransitions()
    {
        var taken = _transitions.ToList();
        _transitions.Clear();
        return taken;
    }

    /// <summary>Hands a message to the saga and returns when it is handled.</summary>
    /// <param name="message">The message.</param>
    /// <param name="label">What it is called in the diagram.</param>
    public void Handle(object message, string label)
    {
        _message = label;
        Wait(() => _mediator.Publish(message, message.GetType()));
    }

    public void Configure(TenantId tenant, TenantSettings settings) => Wait(() => _settings.ApplyAsync(
        new TenantConfigured { Tenant = tenant, Version = ++_settingsVersion, Settings = settings, OccurredAt = default }, default));

    /// <summary>Runs asynchronous work to its end, away from the test runner's own scheduler.</summary>
    public static void Wait(Func<Task> work) => Task.Run(work).GetAwaiter().GetResult();

    public Task StateChanged(BehaviorContext<UserProvisioningState> context, State currentState, State previousState)
    {
        // A saga begins in MassTransit's own state Initial, which is none of ours, and before anything is decided.
        if (!Enum.TryParse<UserState>(currentState.Name, out var to))
            return Task.CompletedTask;
        _transitions.Add(new Transition(Enum.TryParse<UserState>(previousState?.Name, out var from) ? from : null, _message, to));
        var action = BeforeNextWrite;
        BeforeNextWrite = null;
        action?.Invoke();
        return Task.CompletedTask;
    }

    /// <summary>Nothing is relayed: the test takes the messages out of the outbox.</summary>
    private sealed class NoPublisher : IMessagePublisher
    {
        public bool IsBrokerAway => true;

        public bool IsPaused => true;

        public Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
