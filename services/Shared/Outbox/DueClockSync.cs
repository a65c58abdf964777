using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Keeps the clocks of a service's processes together: each reads the latest time in the database once a second, and notes its own if that
/// is later by ten seconds. So a process that starts with a clock that was set back, or that runs behind, goes by the others' time, or by
/// the time that the last one left.
/// </summary>
internal sealed class DueClockSync(
    DueClock clock, IEnumerable<IDocumentCollection<ClockMark>> marks, TimeProvider time, ILogger<DueClockSync> logger) : BackgroundService
{
    /// <summary>How often the processes compare.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>How far the note may be behind. A time that a crash loses is at most so long.</summary>
    public static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<IDocumentCollection<ClockMark>> _databases = [.. marks];

    private long? _leapt;

    /// <summary>
    /// False until the first comparison, and for two more seconds if this process was far ahead: until then what the others hold looks
    /// overdue to it, so its sweepers wait.
    /// </summary>
    public bool IsSettled { get; private set; }

    /// <summary>Compares with every database once.</summary>
    public async Task CompareAsync(CancellationToken cancellationToken)
    {
        foreach (var database in _databases)
            await CompareAsync(database, cancellationToken);
        IsSettled = _leapt is not { } since || time.GetElapsedTime(since) > Every * 2;
    }

    /// <summary>Compares with every database that can be reached.</summary>
    public async Task TryCompareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CompareAsync(cancellationToken);
        }
#pragma warning disable CA1031 // An outage of the store: nothing is stored or swept either, and the next comparison is a second away.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogDebug(e, "Could not compare the clock with the other processes'");
        }
#pragma warning restore CA1031
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await TryCompareAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task CompareAsync(IDocumentCollection<ClockMark> database, CancellationToken cancellationToken)
    {
        var mark = await database.GetAsync(ClockMark.Partition, ClockMark.Key, cancellationToken);
        if (mark is not null)
            clock.CatchUpWith(mark.Body.Now);
        var now = clock.GetUtcNow();
        if (now - mark?.Body.Now < NoteEvery)
            return;
        if (mark is not null && !IsSettled)
            _leapt ??= time.GetTimestamp();
        // If somebody else was faster, theirs is read in a second.
        var body = new ClockMark(now);
        var note = mark is null
            ? new Document<ClockMark> { Tenant = ClockMark.Partition, Id = ClockMark.Key, Body = body }
            : mark with { Body = body };
        await database.SaveAsync(note, cancellationToken);
    }
}
