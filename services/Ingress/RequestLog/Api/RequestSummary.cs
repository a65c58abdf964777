namespace Scim.Bus.Ingress.RequestLog.Api;

/// <summary>What a page about a tenant's connection needs to know of its requests.</summary>
internal sealed record RequestSummary
{
    /// <summary>The last request of any kind; null if there is none on record.</summary>
    public DateTimeOffset? LastRequestAt { get; init; }

    /// <summary>The last accepted request that changed something.</summary>
    public DateTimeOffset? LastChangeAt { get; init; }

    /// <summary>The first refused write after the last accepted one; null if the last write was accepted, or there was none.</summary>
    public DateTimeOffset? RefusedSince { get; init; }

    /// <summary>The last ten requests other than reads, the newest first.</summary>
    public required IReadOnlyList<RequestView> LastWrites { get; init; }

    /// <summary>The refusals of the last day by their reasons, the commonest first.</summary>
    public required IReadOnlyList<RefusalTally> Refusals { get; init; }

    /// <summary>Refused deactivations of persons about whom no write was accepted since, the newest first.</summary>
    public required IReadOnlyList<RequestView> RefusedDeactivations { get; init; }

    /// <summary>Requests of the last day that were counted and are not on record.</summary>
    public required long NotRecorded { get; init; }

    /// <summary>The last 24 hours, the oldest first.</summary>
    public required IReadOnlyList<RequestPeriod> Hours { get; init; }

    /// <summary>The last 30 days in UTC, the oldest first.</summary>
    public required IReadOnlyList<RequestPeriod> Days { get; init; }
}

/// <summary>How many requests came in an hour or a day.</summary>
/// <param name="Start">Its beginning, UTC.</param>
/// <param name="Requests">All of them.</param>
/// <param name="Reads">Those that were answered and could change nothing.</param>
/// <param name="Changes">Those that changed something.</param>
/// <param name="Refusals">Those that were answered with 4xx or 5xx.</param>
internal sealed record RequestPeriod(DateTimeOffset Start, long Requests, long Reads, long Changes, long Refusals)
{
    /// <summary>The sum of hours.</summary>
    public static RequestPeriod Sum(DateTimeOffset start, IReadOnlyCollection<RequestTally> hours) => new(
        start,
        hours.Sum(hour => hour.Requests),
        hours.Sum(hour => hour.Reads),
        hours.Sum(hour => hour.Changes),
        hours.Sum(hour => hour.Refusals));
}
