using System.Net;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.ServiceDefaults.Network;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>
/// Counts requests with nobody's token by hour, address and reason, with a hundred of them as samples. Anybody may cause any number of
/// them: so many addresses are kept apart at most, and they are written in the background.
/// </summary>
internal sealed class UnknownRequests(IDocumentCollection<UnknownTally> tallies, TimeProvider time, ILogger<UnknownRequests> logger)
    : IDisposable
{
    private const int MaxSamples = 100;
    private const int MaxTallies = 1_000;
    private const int MaxMethod = 20;
    private const string Others = "others";

    private readonly Lock _lock = new();
    private readonly OneAtATime _writes = new();
    private Dictionary<string, UnknownTally> _tallies = [];
    private DateTimeOffset _hour;
    private int _samples;
    private HashSet<string> _keys = [];

    /// <summary>Counts a request.</summary>
    public void Add(IPAddress? address, string reason, string method, string path)
    {
        var now = time.GetUtcNow();
        var hour = RequestCounts.HourOf(now);
        lock (_lock)
        {
            if (hour != _hour)
                (_hour, _samples, _keys) = (hour, 0, []);
            var from = address is null ? Others : FailedAuthentications.PartOf(address).ToString();
            if (_keys.Count >= MaxTallies && !_keys.Contains(KeyOf(hour, from, reason)))
                from = Others;
            var key = KeyOf(hour, from, reason);
            _keys.Add(key);
            IReadOnlyList<UnknownSample> samples = ++_samples > MaxSamples
                ? []
                : [new UnknownSample(now, method.Length > MaxMethod ? method[..MaxMethod] : method, RequestPath.Shown(path))];
            Add(key, new UnknownTally { Hour = hour, Address = from, Reason = reason, Count = 1, Samples = samples });
        }
    }

    /// <summary>Writes what was counted since the last time. What can't be written is kept for the next time.</summary>
    public Task WriteAsync(CancellationToken cancellationToken) => _writes.RunAsync(WriteCountedAsync, cancellationToken);

    public void Dispose() => _writes.Dispose();

    private async Task WriteCountedAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, UnknownTally> counted;
        lock (_lock)
            (counted, _tallies) = (_tallies, []);
        foreach (var (key, tally) in counted)
        {
            try
            {
                await AddAsync(key, tally, cancellationToken);
            }
            catch (Exception e) when (e is StoreUnavailableException or DocumentConcurrencyException or OperationCanceledException)
            {
                logger.LogWarning("{Count} requests with nobody's token are counted later. {Reason}", tally.Count, e.Message);
                lock (_lock)
                    Add(key, tally);
            }
        }
    }

    private static string KeyOf(DateTimeOffset hour, string address, string reason) => $"{RequestCounts.KeyOf(hour)}/{address}/{reason}";

    private static UnknownTally Sum(UnknownTally present, UnknownTally more) => present with
    {
        Count = present.Count + more.Count,
        Samples = present.Samples.Count >= MaxSamples ? present.Samples : [.. present.Samples.Concat(more.Samples).Take(MaxSamples)],
    };

    private void Add(string key, UnknownTally more) =>
        _tallies[key] = _tallies.TryGetValue(key, out var present) ? Sum(present, more) : more;

    private Task AddAsync(string key, UnknownTally more, CancellationToken cancellationToken) => tallies.UpsertAsync(
        TenantCollection.Partition,
        key,
        present => present is null ? more : Sum(present, more),
        cancellationToken,
        dueAt: tally => tally.Hour);
}
