using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Clients;

/// <summary>How it stands with the connection of a tenant's identity provider, as the admin API returns it.</summary>
public sealed record ConnectionReport
{
    /// <summary><c>never</c>, <c>connected</c>, <c>failing</c> or <c>silent</c>.</summary>
    public required string State { get; init; }

    public DateTimeOffset Since { get; init; }

    public DateTimeOffset? LastRequestAt { get; init; }

    public DateTimeOffset? LastChangeAt { get; init; }

    /// <summary>After how many hours without a request it is silent; null for never.</summary>
    public int? SilentAfterHours { get; init; }

    /// <summary>Refused requests of the last day by reason, the commonest first.</summary>
    public IReadOnlyList<RefusalCount> Refusals { get; init; } = [];

    /// <summary>Deactivations that were refused, of people about whom nothing was accepted since.</summary>
    public IReadOnlyList<RefusedDeactivation> RefusedDeactivations { get; init; } = [];

    public IReadOnlyList<Token> Tokens { get; init; } = [];

    public ConnectionCounts Counts { get; init; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>The last 24 hours, the oldest first.</summary>
    public IReadOnlyList<TrafficCount> Hours { get; init; } = [];

    /// <summary>The last 30 days, the oldest first.</summary>
    public IReadOnlyList<TrafficCount> Days { get; init; } = [];
}

/// <summary>Requests that were refused for the same reason.</summary>
public sealed record RefusalCount(string Reason, string Title, string Advice, long Count, DateTimeOffset LastAt, Guid? LastId);

/// <summary>A deactivation that was refused.</summary>
public sealed record RefusedDeactivation(UserId? UserId, string? Subject, Guid Id, DateTimeOffset At, string? Detail);

/// <summary>What the directory has, and what came within a day.</summary>
public sealed record ConnectionCounts(long Users, long Groups, long Requests, long Changes, long Refusals, long NotRecorded);

/// <summary>Requests of an hour or a day.</summary>
public sealed record TrafficCount(DateTimeOffset Start, long Requests, long Reads, long Changes, long Refusals);
