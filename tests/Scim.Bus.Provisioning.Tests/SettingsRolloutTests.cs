using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Tenants;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;
using Scim.Bus.ServiceDefaults.Tenants;
using Scim.Bus.Testing;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>When a settings change is rolled out to the sagas.</summary>
public sealed class SettingsRolloutTests : IDisposable
{
    private static readonly TenantId Tenant = TenantId.Parse("acme", null);

    private readonly TempFolder _folder = TempFolder.InMemory("rollouts");
    private readonly TimersOfTime _time = new();
    private readonly ServiceProvider _services;

    public SettingsRolloutTests()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<IDocumentStore>(new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = _folder.Path })));
        services.AddSingleton<Wakes>();
        services.AddSingleton<IMessagePublisher>(provider => provider.GetRequiredService<Wakes>());
        services.AddOutbox(SagaCollection.Users);
        services.AddOutbox(SettingsRollout.Collection);
        services.AddDocumentCollection(TenantSettingsCollection.Create<ProvisioningService>(SagaCollection.Service));
        services.AddSingleton<TenantSettingsCache<ProvisioningService>>();
        services.AddSingleton<SettingsRolloutJob>();
        _services = services.BuildServiceProvider();
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    /// <summary>
    /// The time at which a rollout is due was set by the clock of another machine. A saga that is woken too early decides by settings that
    /// its process still has in its cache, and nobody looks at it again for hours.
    /// </summary>
    [Fact]
    public async Task Whoever_rolls_settings_out_waits_until_every_process_has_forgotten_the_former_ones()
    {
        var job = _services.GetRequiredService<SettingsRolloutJob>();
        var wakes = _services.GetRequiredService<Wakes>();
        await AddSagaOnHoldAsync();
        var due = new Document<SettingsRollout>
        {
            Tenant = Tenant,
            Id = Tenant.Value,
            Body = new SettingsRollout { Tenant = Tenant, Version = 2, NextDueAt = _time.GetUtcNow() },
        };
        due = (await _services.GetRequiredService<Outbox<SettingsRollout>>().InsertAsync(due, default)).Document!;

        await job.StartAsync(default);
        await job.ExecuteAsync(due, default);
        await Eventually.Be(() => _time.Timers > 0 || !wakes.Sent.IsEmpty);
        Assert.Empty(wakes.Sent);
        _time.Advance(TenantSettingsCollection.CacheDuration + TimeSpan.FromSeconds(1));
        await Eventually.Be(() => wakes.Sent.Count == 1);
        await job.StopAsync(default);
    }

    private Task AddSagaOnHoldAsync()
    {
        var saga = new UserProvisioningState
        {
            CorrelationId = Guid.NewGuid(),
            CurrentState = nameof(UserState.OnHold),
            Record = new ProvisioningRecord { Tenant = Tenant, Profile = ProfileSnapshot.Unknown },
        };
        return _services.GetRequiredService<IDocumentCollection<UserProvisioningState>>().InsertAsync(
            new Document<UserProvisioningState> { Tenant = Tenant, Id = saga.CorrelationId.ToString(), Body = saga }, default);
    }

    private sealed class TimersOfTime : FakeTimeProvider
    {
        private int _timers;

        public int Timers => _timers;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref _timers);
            return timer;
        }
    }

    private sealed class Wakes : IMessagePublisher
    {
        public ConcurrentQueue<string> Sent { get; } = [];

        public bool IsBrokerAway => false;

        public bool IsPaused => false;

        public Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken)
        {
            Sent.Enqueue(pending.Type);
            return Task.CompletedTask;
        }
    }
}
