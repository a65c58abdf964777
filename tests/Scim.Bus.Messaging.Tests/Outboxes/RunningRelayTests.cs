using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>A relay that runs in the background, on a clock of the test.</summary>
public sealed class RunningRelayTests : IAsyncLifetime
{
    private const int FullBatch = 200;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Notes _notes = new();
    private readonly Copies _copies = new();
    private readonly SteppedRelay _relay;
    private bool _isStopped;

    public RunningRelayTests() => _relay = new SteppedRelay(services => services
        .AddSingleton<ILocalEntryStore>(_notes)
        .AddSingleton<ILocalEntryStore>(_copies));

    public async Task InitializeAsync()
    {
        foreach (var service in _relay.Services.GetServices<IHostedService>())
            await service.StartAsync(default);
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await _relay.DisposeAsync();
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task What_is_written_is_published_and_taken_out()
    {
        await WriteAsync("a");
        await Eventually.Be(() => Assert.Equal([MessageIds.Create("a/0")], _relay.Publisher.Confirmed));
        await Eventually.Be(async () => Assert.Empty((await _relay.GetAsync("a")).Body.Pending));
        // And again, after it has rested.
        await WriteAsync("b");
        await Eventually.Be(async () => Assert.Empty((await _relay.GetAsync("b")).Body.Pending));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Many_are_published_and_taken_out()
    {
        for (var i = 0; i < FullBatch + 50; i++)
            await WriteAsync($"a{i}");
        await Eventually.Be(() => Assert.Equal(FullBatch + 50, _relay.Publisher.Confirmed.Distinct().Count()));
        await Eventually.Be(async () => Assert.Equal(0, await _relay.Letters.CountDueAsync(DateTimeOffset.MaxValue, default)));
        Assert.Equal(FullBatch + 50, _relay.Publisher.Confirmed.Count);
    }

    [Fact]
    public async Task What_others_left_behind_is_found_second_by_second()
    {
        foreach (var id in (string[])["a", "b"])
        {
            await _relay.LeaveBehindAsync(Letter.LeftBehind(id, messages: 1, _relay.Time.GetUtcNow()));
            await Eventually.Be(() =>
            {
                _relay.Time.Advance(Second);
                Assert.Contains(MessageIds.Create($"{id}/0"), _relay.Publisher.Confirmed);
            });
        }
    }

    [Fact]
    public async Task A_process_that_stops_takes_out_what_it_has_published_although_more_is_to_come()
    {
        _relay.Publisher.Fails = message => message.MessageId == MessageIds.Create("a/1")
            ? new BrokerUnavailableException("It is away.", new TimeoutException())
            : null;
        await WriteAsync("a", messages: 2);
        await Eventually.Be(() => Assert.Contains(
            _relay.Log.Lines, line => line.StartsWith("Could not publish", StringComparison.Ordinal)));
        // No time has passed for it, so a removal in the background waits for more.
        Assert.Equal(2, (await _relay.GetAsync("a")).Body.Pending.Count);
        await StopAsync();
        Assert.Equal(MessageIds.Create("a/1"), Assert.Single((await _relay.GetAsync("a")).Body.Pending).MessageId);
    }

    [Fact]
    public async Task Entries_are_stored_one_by_one_or_together_after_a_wait()
    {
        await _relay.Outbox.InsertAsync(Notes.NewLetter("note", default), default);
        await Eventually.Be(() => Assert.Equal([Notes.IdOf("note")], _notes.Stored));

        for (var i = 0; i < Copies.Size + 1; i++)
            await _relay.Outbox.InsertAsync(Notes.NewLetter($"copy{i}", default, store: "copies"), default);
        Assert.Empty(_copies.Batches);
        // A full batch, and at once what waits behind it.
        await Eventually.Be(() =>
        {
            if (_copies.Batches.Count == 0)
                _relay.Time.Advance(Copies.Delay);
            Assert.Equal([Copies.Size, 1], _copies.Batches);
        });

        await _relay.Outbox.InsertAsync(Notes.NewLetter("next", default, store: "copies"), default);
        await Eventually.Be(() =>
        {
            _relay.Time.Advance(Copies.Delay);
            Assert.Equal([Copies.Size, 1, 1], _copies.Batches);
        });
    }

    private Task WriteAsync(string id, int messages = 1) => _relay.Outbox.InsertAsync(Letter.LeftBehind(id, messages, default), default);

    private async Task StopAsync()
    {
        if (_isStopped)
            return;
        _isStopped = true;
        foreach (var service in _relay.Services.GetServices<IHostedService>())
            await service.StopAsync(default);
    }

    private sealed class Copies : ILocalEntryStore
    {
        public const int Size = 3;

        public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);

        private readonly List<int> _batches = [];

        public string Service => Letter.Collection.Service;

        public string Name => "copies";

        public int BatchSize => Size;

        public TimeSpan BatchDelay => Delay;

        public IReadOnlyList<int> Batches
        {
            get
            {
                lock (_batches)
                    return [.. _batches];
            }
        }

        public Task StoreAsync(PendingMessage entry, CancellationToken cancellationToken) => StoreAsync([entry], cancellationToken);

        public Task StoreAsync(IReadOnlyList<PendingMessage> entries, CancellationToken cancellationToken)
        {
            lock (_batches)
                _batches.Add(entries.Count);
            return Task.CompletedTask;
        }
    }
}
