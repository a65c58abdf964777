using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>
/// The outbox of letters over a real store, with a relay that goes on step by step: nothing runs in the background, and time passes when
/// the test says so.
/// </summary>
internal sealed class SteppedRelay : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = TempFolder.InMemory("steps");
    private readonly ServiceProvider _services;

    /// <param name="configure">Registers more, such as a store for local entries.</param>
    /// <param name="other">Another process of the service, with which this one shares store, broker and clock.</param>
    public SteppedRelay(Action<IServiceCollection>? configure = null, SteppedRelay? other = null)
    {
        Time = other?.Time ?? new FakeTimeProvider(Start);
        Publisher = other?.Publisher ?? new ScriptedPublisher();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IMessagePublisher>(Publisher);
        if (other is not null)
            services.AddSingleton(other.Services.GetRequiredService<IDocumentStore>());
        services.TryAddSingleton<IDocumentStore>(
            _ => new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = _folder.Path })));
        services.AddOutbox(Letter.Collection);
        configure?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; }

    public ScriptedPublisher Publisher { get; }

    public CapturedLog Log { get; } = new();

    public IServiceProvider Services => _services;

    public IRelaySteps Relay => _services.GetRequiredService<OutboxRelay<Letter>>();

    public Outbox<Letter> Outbox => _services.GetRequiredService<Outbox<Letter>>();

    /// <summary>The collection without the outbox: writes as another process makes them.</summary>
    public IDocumentCollection<Letter> Letters => _services.GetRequiredService<IDocumentCollection<Letter>>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Compares the clock with the store's once; a sweeper waits for that.</summary>
    public Task CompareClocksAsync() => _services.GetRequiredService<DueClockSync>().CompareAsync(default);

    /// <summary>Inserts letters as another process does that dies at once.</summary>
    public async Task LeaveBehindAsync(params Document<Letter>[] letters) => await Letters.InsertMissingAsync(letters, default);

    public async Task SweepAsync()
    {
        await CompareClocksAsync();
        await Relay.SweepAsync(default);
    }

    /// <summary>Publishes and stores what is queued.</summary>
    public async Task PublishAsync()
    {
        while (Relay.HasQueued)
            await Relay.PublishNextAsync(default);
    }

    public async Task<Document<Letter>> GetAsync(string id, TenantId? tenant = null) =>
        (await Letters.GetAsync(tenant ?? Letter.Tenant, id, default))!;

    /// <summary>Names of the letters that were written again since they were left behind.</summary>
    public async Task<IReadOnlyList<string>> ClaimedAsync()
    {
        var due = await Letters.DueAsync(DateTimeOffset.MaxValue, int.MaxValue, [], default);
        return [.. due.Where(letter => letter.Revision > 1).Select(letter => letter.Id)];
    }
}
