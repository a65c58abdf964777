using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
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
public sealed class SettingsRolloutTests : IAsyncLifetime
{
    private const long Version = 2;

    private static readonly TenantId Acme = TenantId.Parse("acme", null);
    private static readonly TenantId Globex = TenantId.Parse("globex", null);
    private static readonly TimeSpan Wait = TenantSettingsCollection.CacheDuration + TimeSpan.FromSeconds(1);

    private readonly TempFolder _folder = TempFolder.InMemory("rollouts");
    private readonly FakeTimeProvider _time = new();
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

    private SettingsRolloutJob Job => _services.GetRequiredService<SettingsRolloutJob>();

    private Outbox<SettingsRollout> Rollouts => _services.GetRequiredService<Outbox<SettingsRollout>>();

    /// <summary>The tenants whose sagas were woken, in that order.</summary>
    private IEnumerable<TenantId> Woken => _services.GetRequiredService<Wakes>().Sent;

    public Task InitializeAsync() => Job.StartAsync(default);

    public async Task DisposeAsync()
    {
        await Job.StopAsync(default);
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>
    /// The time at which a rollout is due was set by the clock of another machine. A saga that is woken too early decides by settings that
    /// its process still has in its cache, and nobody looks at it again for hours.
    /// </summary>
    [Fact]
    public async Task Whoever_rolls_settings_out_waits_until_every_process_has_forgotten_the_former_ones()
    {
        await ExecuteAsync(Acme);
        await ExecuteAsync(Globex, rolledOut: Version);
        await Eventually.Be(() => Assert.Equal([Globex], Woken));
        _time.Advance(Wait - TimeSpan.FromTicks(1));
        Assert.Equal([Globex], Woken);
        _time.Advance(TimeSpan.FromTicks(1));
        await Eventually.Be(() => Assert.Equal([Globex, Acme], Woken));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Many_tenants_wait_at_the_same_time()
    {
        var tenants = Enumerable.Range(0, 100).Select(i => TenantId.Parse($"tenant{i}", null)).ToList();
        foreach (var tenant in tenants)
            await ExecuteAsync(tenant);
        _time.Advance(Wait);
        await Eventually.Be(() => Assert.Equal(tenants.Count, Woken.Distinct().Count()));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Six_hours_later_the_sagas_are_looked_at_again_without_a_wait()
    {
        await ExecuteAsync(Acme);
        _time.Advance(Wait);
        SettingsRollout? done = null;
        await Eventually.Be(async () =>
        {
            done = (await Rollouts.GetAsync(Acme, Acme.Value, default))!.Body;
            Assert.Equal((Version, _time.GetUtcNow() + TimeSpan.FromHours(6)), (done.RolledOut, done.NextDueAt));
        });
        _time.Advance(TimeSpan.FromHours(6));
        await Job.ExecuteAsync((await Rollouts.GetAsync(Acme, Acme.Value, default))!, default);
        await Eventually.Be(() => Assert.Equal([Acme, Acme], Woken));
    }

    /// <summary>Has a tenant with a saga on hold, and carries its rollout out as a sweeper does.</summary>
    private async Task ExecuteAsync(TenantId tenant, long rolledOut = 0)
    {
        var saga = new UserProvisioningState
        {
            CorrelationId = Guid.NewGuid(),
            CurrentState = nameof(UserState.OnHold),
            Record = new ProvisioningRecord { Tenant = tenant, Profile = ProfileSnapshot.Unknown },
        };
        await _services.GetRequiredService<IDocumentCollection<UserProvisioningState>>().InsertAsync(
            new Document<UserProvisioningState> { Tenant = tenant, Id = saga.CorrelationId.ToString(), Body = saga }, default);
        var rollout = new SettingsRollout { Tenant = tenant, Version = Version, RolledOut = rolledOut, NextDueAt = _time.GetUtcNow() };
        var due = new Document<SettingsRollout> { Tenant = tenant, Id = tenant.Value, Body = rollout };
        await Job.ExecuteAsync((await Rollouts.InsertAsync(due, default)).Document!, default);
    }

    private sealed class Wakes : IMessagePublisher
    {
        public ConcurrentQueue<TenantId> Sent { get; } = [];

        public bool IsBrokerAway => false;

        public bool IsPaused => false;

        public Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken)
        {
            Sent.Enqueue(((UserTimeoutElapsed)pending.Message!).Tenant);
            return Task.CompletedTask;
        }
    }
}
