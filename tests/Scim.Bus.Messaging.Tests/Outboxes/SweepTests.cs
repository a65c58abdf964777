using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>What a sweep takes over: what is due, in batches, whosever it is.</summary>
public sealed class SweepTests : IAsyncDisposable
{
    private const int Batch = 200;
    private const int MostBatches = 10;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Work _work = new();
    private readonly SteppedRelay _relay;

    public SweepTests() => _relay = new SteppedRelay(services => services.AddSingleton<IScheduledWork<Letter>>(_work));

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task Nothing_is_taken_over_before_the_clocks_were_compared()
    {
        await _relay.LeaveBehindAsync(Due("a"));
        await _relay.Relay.SweepAsync(default);
        Assert.Empty(await _relay.ClaimedAsync());
        await _relay.SweepAsync();
        Assert.Equal(["a"], await _relay.ClaimedAsync());
        Assert.Contains(_relay.Log.Lines, line => line.StartsWith("Swept letters a", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_due_at_this_moment_is_taken_over_and_what_is_due_later_is_not()
    {
        await _relay.LeaveBehindAsync(Due("now", TimeSpan.Zero), Due("later", -Second));
        await _relay.SweepAsync();
        Assert.Equal(["now"], await _relay.ClaimedAsync());
        Assert.Equal(SteppedRelay.Start + (10 * Second), (await _relay.GetAsync("now")).DueAt);
        await _relay.PublishAsync();
        Assert.Equal([MessageIds.Create("now/0")], _relay.Publisher.Confirmed);
    }

    [Fact]
    public async Task While_a_batch_waits_to_be_published_no_other_is_claimed()
    {
        await _relay.LeaveBehindAsync([.. Enumerable.Range(0, Batch + 50).Select(i => Due($"a{i}"))]);
        await _relay.SweepAsync();
        Assert.Equal(Batch, (await _relay.ClaimedAsync()).Count);
        await _relay.PublishAsync();
        await _relay.SweepAsync();
        await _relay.PublishAsync();
        Assert.Equal(Batch + 50, _relay.Publisher.Confirmed.Distinct().Count());
    }

    [Fact]
    public async Task Scheduled_work_is_done_batch_by_batch_until_none_is_due()
    {
        var count = (2 * Batch) + 50;
        await _relay.LeaveBehindAsync([.. Enumerable.Range(0, count).Select(i => Scheduled($"a{i}", Second))]);
        await _relay.SweepAsync();
        Assert.Equal(count, _work.Done.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(count, _work.Done.Count);
        Assert.False(_relay.Relay.HasQueued);
    }

    [Fact]
    public async Task A_full_batch_of_one_tenant_hides_nobody_else()
    {
        var other = TenantId.Parse("other", null);
        await _relay.LeaveBehindAsync(
            [.. Enumerable.Range(0, Batch).Select(i => Due($"a{i}", 2 * Second)), Due("other", Second, other)]);
        await _relay.SweepAsync();
        Assert.Equal(Batch + 1, (await _relay.ClaimedAsync()).Count);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_sweep_reads_ten_batches_at_most()
    {
        // As each tenant's are due later than the one's before, each batch is one tenant's.
        var left = Enumerable.Range(0, (MostBatches + 1) * Batch).Select(i => Due(
            $"a{i}", (MostBatches + 1 - (i / Batch)) * Second, TenantId.Parse($"tenant{i / Batch}", null)));
        await _relay.LeaveBehindAsync([.. left]);
        await _relay.SweepAsync();
        Assert.Equal(MostBatches * Batch, (await _relay.ClaimedAsync()).Count);
    }

    [Fact]
    public async Task Scheduled_work_that_fails_is_logged_and_holds_up_no_other()
    {
        _work.Fails = id => id == "a";
        await _relay.LeaveBehindAsync(Scheduled("a", 2 * Second), Scheduled("b", Second));
        await _relay.SweepAsync();
        Assert.Equal(["b"], _work.Done);
        Assert.Contains(_relay.Log.Lines, line => line.StartsWith(
            "Scheduled work of letters a failed; it is tried again", StringComparison.Ordinal));
        // Ten seconds later, and no sooner.
        _work.Fails = _ => false;
        await _relay.SweepAsync();
        Assert.Equal(["b"], _work.Done);
        _relay.Time.Advance(10 * Second);
        await _relay.SweepAsync();
        Assert.Equal(["a", "b", "b"], _work.Done.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Work_is_not_done_before_the_messages_of_its_document_are_published()
    {
        var letter = Due("a");
        await _relay.LeaveBehindAsync(letter with { Body = letter.Body with { NextDueAt = SteppedRelay.Start - Second } });
        await _relay.SweepAsync();
        Assert.Empty(_work.Done);
        await _relay.PublishAsync();
        await _relay.Relay.RemoveAsync(default);
        await _relay.SweepAsync();
        Assert.Equal(["a"], _work.Done);
    }

    [Fact]
    public async Task What_another_process_claims_meanwhile_is_left_to_it()
    {
        await _relay.LeaveBehindAsync(Scheduled("a", 2 * Second), Scheduled("b", Second));
        // While a's work is done, another process claims b, which this sweep has read.
        _work.Meanwhile = async () =>
        {
            var b = await _relay.GetAsync("b");
            await _relay.Letters.ReplaceAsync(b with { DueAt = SteppedRelay.Start + (10 * Second) }, default);
        };
        await _relay.SweepAsync();
        Assert.Equal(["a"], _work.Done);
    }

    private static Document<Letter> Due(string id, TimeSpan? ago = null, TenantId? tenant = null) =>
        Letter.LeftBehind(id, messages: 1, SteppedRelay.Start - (ago ?? Second), tenant);

    private static Document<Letter> Scheduled(string id, TimeSpan ago)
    {
        var at = SteppedRelay.Start - ago;
        return new() { Tenant = Letter.Tenant, Id = id, DueAt = at, Body = new Letter { NextDueAt = at } };
    }

    private sealed class Work : IScheduledWork<Letter>
    {
        public List<string> Done { get; } = [];

        public Func<string, bool> Fails { get; set; } = _ => false;

        public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

        public async Task ExecuteAsync(Document<Letter> document, CancellationToken cancellationToken)
        {
            if (Fails(document.Id))
                throw new StoreUnavailableException("It is away.");
            Done.Add(document.Id);
            await Meanwhile();
        }
    }
}
