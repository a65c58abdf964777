using System.Globalization;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>
/// Counts the requests of tenants, by hour. Counted in memory and written every ten seconds, so that no request waits for it; a crash loses
/// ten seconds.
/// </summary>
internal sealed class RequestCounts(IDocumentCollection<RequestTally> tallies, TimeProvider time, ILogger<RequestCounts> logger)
    : IDisposable
{
    private readonly Lock _lock = new();
    private readonly OneAtATime _writes = new();
    private Dictionary<(TenantId, DateTimeOffset), Counter> _counters = [];

    /// <summary>Raised after a request of a tenant was refused.</summary>
    public event EventHandler<RefusedEventArgs>? Refused;

    /// <summary>Key of an hour's tally.</summary>
    public static string KeyOf(DateTimeOffset hour) => hour.UtcDateTime.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);

    /// <summary>The hour that a time is in.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    public void AddRead(TenantId tenant) => Add(tenant, static counter => counter.Reads++);

    /// <summary>Counts an accepted request that was to change something.</summary>
    public void AddWrite(TenantId tenant, bool hasChanged) => Add(tenant, hasChanged ? static counter => counter.Changes++ : null);

    /// <summary>Counts a request that is not on record, beside what it is counted as.</summary>
    public void AddNotRecorded(TenantId tenant)
    {
        lock (_lock)
            CounterOf(tenant, time.GetUtcNow()).NotRecorded++;
    }

    /// <summary>Counts a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="isRecorded">True if it is on record, or about to be.</param>
    public void AddRefusal(RequestRecord refusal, bool isRecorded)
    {
        var reason = refusal.Reason!;
        Add(refusal.Tenant, counter =>
        {
            counter.Refusals++;
            counter.NotRecorded += isRecorded ? 0 : 1;
            var (count, _, last) = counter.Reasons.GetValueOrDefault(reason);
            counter.Reasons[reason] = (count + 1, refusal.At, isRecorded ? refusal.Id : last);
        });
        Refused?.Invoke(this, new RefusedEventArgs(refusal.Tenant));
    }

    /// <summary>Writes what was counted since the last time. What can't be written is kept for the next time.</summary>
    public Task WriteAsync(CancellationToken cancellationToken) => _writes.RunAsync(WriteCountedAsync, cancellationToken);

    public void Dispose() => _writes.Dispose();

    private async Task WriteCountedAsync(CancellationToken cancellationToken)
    {
        Dictionary<(TenantId Tenant, DateTimeOffset Hour), Counter> counters;
        lock (_lock)
            (counters, _counters) = (_counters, []);
        foreach (var ((tenant, hour), counter) in counters)
        {
            try
            {
                await AddAsync(tenant, counter.ToTally(hour), cancellationToken);
            }
            catch (Exception e) when (e is StoreUnavailableException or DocumentConcurrencyException or OperationCanceledException)
            {
                logger.LogWarning("Requests of {Tenant} are counted later. {Reason}", tenant, e.Message);
                lock (_lock)
                    CounterOf(tenant, hour).Add(counter);
            }
        }
    }

    private Task AddAsync(TenantId tenant, RequestTally more, CancellationToken cancellationToken) => tallies.UpsertAsync(
        tenant,
        KeyOf(more.Hour),
        present => present is null ? more : present.Plus(more),
        cancellationToken,
        dueAt: tally => tally.Hour);

    private void Add(TenantId tenant, Action<Counter>? count)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var counter = CounterOf(tenant, now);
            counter.Requests++;
            counter.LastAt = now;
            count?.Invoke(counter);
        }
    }

    private Counter CounterOf(TenantId tenant, DateTimeOffset at)
    {
        var key = (tenant, HourOf(at));
        if (!_counters.TryGetValue(key, out var counter))
            _counters.Add(key, counter = new Counter());
        return counter;
    }

    private sealed class Counter
    {
        public long Requests { get; set; }

        public long Reads { get; set; }

        public long Changes { get; set; }

        public long Refusals { get; set; }

        public long NotRecorded { get; set; }

        public DateTimeOffset? LastAt { get; set; }

        public Dictionary<string, (long Count, DateTimeOffset At, Guid? Id)> Reasons { get; } = new(StringComparer.Ordinal);

        public RequestTally ToTally(DateTimeOffset hour) => new()
        {
            Hour = hour,
            Requests = Requests,
            Reads = Reads,
            Changes = Changes,
            Refusals = Refusals,
            NotRecorded = NotRecorded,
            LastAt = LastAt,
            Reasons =
            [
                .. Reasons.Select(reason => new RefusalTally(reason.Key, reason.Value.Count, reason.Value.At, reason.Value.Id)),
            ],
        };

        public void Add(Counter other)
        {
            (Requests, Reads, Changes) = (Requests + other.Requests, Reads + other.Reads, Changes + other.Changes);
            (Refusals, NotRecorded, LastAt) = (Refusals + other.Refusals, NotRecorded + other.NotRecorded, LastAt ?? other.LastAt);
            foreach (var (key, (count, at, id)) in other.Reasons)
            {
                var present = Reasons.GetValueOrDefault(key);
                Reasons[key] = (present.Count + count, present.Count > 0 ? present.At : at, present.Id ?? id);
            }
        }
    }
}
