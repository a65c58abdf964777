namespace Scim.Bus.Ingress.RequestLog;

/// <summary>How many requests a tenant sent in an hour.</summary>
internal sealed record RequestTally
{
    /// <summary>Beginning of the hour, UTC.</summary>
    public required DateTimeOffset Hour { get; init; }

    /// <summary>All of them, each operation of a bulk request as one.</summary>
    public long Requests { get; init; }

    public long Reads { get; init; }

    /// <summary>Those that changed something.</summary>
    public long Changes { get; init; }

    /// <summary>Those that were answered with 4xx or 5xx.</summary>
    public long Refusals { get; init; }

    /// <summary>Those that are counted, and were to be on record.</summary>
    public long NotRecorded { get; init; }

    /// <summary>When the last one arrived, UTC.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>The refusals, by their reasons.</summary>
    public IReadOnlyList<RefusalTally> Reasons { get; init; } = [];

    /// <summary>Both together.</summary>
    public RequestTally Plus(RequestTally more) => this with
    {
        Requests = Requests + more.Requests,
        Reads = Reads + more.Reads,
        Changes = Changes + more.Changes,
        Refusals = Refusals + more.Refusals,
        NotRecorded = NotRecorded + more.NotRecorded,
        LastAt = LastAt is null || more.LastAt > LastAt ? more.LastAt : LastAt,
        Reasons = more.Reasons.Count == 0 ? Reasons : RefusalTally.Merge(Reasons.Concat(more.Reasons)),
    };
}

/// <summary>Requests that were refused for one reason.</summary>
/// <param name="Reason">Name of the reason.</param>
/// <param name="Count">How many.</param>
/// <param name="LastAt">When the last one arrived, UTC.</param>
/// <param name="LastId">The last one that is on record; null if none is.</param>
internal sealed record RefusalTally(string Reason, long Count, DateTimeOffset LastAt, Guid? LastId)
{
    /// <summary>One for each reason, the commonest first.</summary>
    public static IReadOnlyList<RefusalTally> Merge(IEnumerable<RefusalTally> tallies) =>
    [
        .. tallies
            .GroupBy(tally => tally.Reason, StringComparer.Ordinal)
            .Select(same =>
            {
                var latest = same.OrderByDescending(tally => tally.LastAt).ToList();
                return latest[0] with
                {
                    Count = latest.Sum(tally => tally.Count),
                    LastId = latest.Select(tally => tally.LastId).FirstOrDefault(id => id is not null),
                };
            })
            .OrderByDescending(tally => tally.Count),
    ];
}
