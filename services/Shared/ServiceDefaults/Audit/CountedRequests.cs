using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>
/// Counts what anybody may cause any number of times, so that it can't fill the log: requests with unknown keys, and refusals of one actor
/// beyond the first of a minute. Each minute has an entry for each address or actor, with the number and a few of the requests; a crash
/// loses a minute at most.
/// </summary>
public sealed class CountedRequests(AuditTrail trail, TimeProvider time, ILogger<CountedRequests> logger) : BackgroundService
{
    /// <summary>Refusals of an actor in a minute that have an entry each.</summary>
    public const int MaxRefusals = 60;

    private const int MaxEntries = 1_000;
    private const int MaxSamples = 3;
    private const int MaxPath = 200;
    private const string Others = "others";
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private readonly OneAtATime _writes = new();
    private Dictionary<(string Action, Actor? Actor, string? Address), Tally> _tallies = [];
    private Dictionary<Actor, int> _refusals = [];

    /// <summary>Counts a request.</summary>
    /// <param name="action">What was tried.</param>
    /// <param name="actor">Who made it; null if nobody is known.</param>
    /// <param name="address">Where it came from.</param>
    /// <param name="request">The request, of which method and path are kept.</param>
    public void Add(string action, Actor? actor, string? address, HttpRequest request)
    {
        var sample = new AuditSample(time.GetUtcNow(), request.Method, Shorten(request.Path.Value ?? ""));
        lock (_lock)
            Add((action, actor, address), new Tally { Count = 1, Samples = [sample] });
    }

    /// <summary>True if a refusal of an actor is to have an entry of its own; false if it is to be counted.</summary>
    public bool TryPass(Actor actor)
    {
        lock (_lock)
        {
            var count = _refusals.GetValueOrDefault(actor);
            if (count >= MaxRefusals || (count == 0 && _refusals.Count >= MaxEntries))
                return false;
            _refusals[actor] = count + 1;
            return true;
        }
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var timeout = new CancellationTokenSource(LastWrite, time);
        await WriteAsync(timeout.Token);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        base.Dispose();
        _writes.Dispose();
    }

    /// <summary>Writes the entries, and counts from zero.</summary>
    internal Task WriteAsync(CancellationToken cancellationToken) => _writes.RunAsync(WriteCountedAsync, cancellationToken);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await WriteAsync(stoppingToken);
    }

    private async Task WriteCountedAsync(CancellationToken cancellationToken)
    {
        Dictionary<(string Action, Actor? Actor, string? Address), Tally> tallies;
        lock (_lock)
        {
            (tallies, _tallies) = (_tallies, []);
            _refusals = [];
        }

        foreach (var (key, tally) in tallies)
        {
            try
            {
                var act = new AdminAct(null, key.Action, key.Actor, key.Address);
                await trail.AppendAsync(act, tally.Count, tally.Samples, cancellationToken);
            }
            catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
            {
                logger.LogWarning("The entry of {Count} refused requests is written later. {Reason}", tally.Count, e.Message);
                lock (_lock)
                    Add(key, tally);
            }
        }
    }

    private static string Shorten(string path) => path.Length > MaxPath ? path[..MaxPath] : path;

    private void Add((string Action, Actor? Actor, string? Address) key, Tally more)
    {
        if (!_tallies.ContainsKey(key) && _tallies.Count >= MaxEntries)
            key = (key.Action, null, Others);
        var present = _tallies.GetValueOrDefault(key);
        _tallies[key] = present is null
            ? more
            : new Tally
            {
                Count = present.Count + more.Count,
                Samples = present.Samples.Count < MaxSamples
                    ? [.. present.Samples.Concat(more.Samples).Take(MaxSamples)]
                    : present.Samples,
            };
    }

    private sealed record Tally
    {
        public required long Count { get; init; }

        public required IReadOnlyList<AuditSample> Samples { get; init; }
    }
}
