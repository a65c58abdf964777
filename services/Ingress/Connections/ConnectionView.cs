using Scim.Bus.Contracts;
using Scim.Bus.Ingress.RequestLog;
using Scim.Bus.Ingress.RequestLog.Api;
using Scim.Bus.Ingress.Tokens;
using Scim.Bus.ServiceDefaults.Requests;

namespace Scim.Bus.Ingress.Connections;

/// <summary>How it stands with a tenant's connection, as the admin API shows it.</summary>
internal sealed record ConnectionView
{
    public required ConnectionState State { get; init; }

    /// <summary>Since when it is so, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When the last request came, UTC; null if none ever did.</summary>
    public DateTimeOffset? LastRequestAt { get; init; }

    /// <summary>When the last accepted request came that changed something, UTC; null if none is on record.</summary>
    public DateTimeOffset? LastChangeAt { get; init; }

    /// <summary>After how many hours without a request the connection is silent; null for never.</summary>
    public int? SilentAfterHours { get; init; }

    /// <summary>Refused requests of the last day by reason, the commonest first.</summary>
    public required IReadOnlyList<RefusalCountView> Refusals { get; init; }

    /// <summary>Deactivations that were refused, of people about whom nothing was accepted since.</summary>
    public required IReadOnlyList<RefusedDeactivationView> RefusedDeactivations { get; init; }

    /// <summary>The tenant's tokens, the newest first.</summary>
    public required IReadOnlyList<TokenView> Tokens { get; init; }

    public required ConnectionCounts Counts { get; init; }

    /// <summary>The last 24 hours, the oldest first.</summary>
    public required IReadOnlyList<RequestPeriod> Hours { get; init; }

    /// <summary>The last 30 days, the oldest first.</summary>
    public required IReadOnlyList<RequestPeriod> Days { get; init; }
}

/// <summary>Requests of the last day that were refused for the same reason.</summary>
/// <param name="Reason">Name of the reason, by which requests can be filtered.</param>
/// <param name="Title">The reason, for people to read.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="Count">How many.</param>
/// <param name="LastAt">When the last one came, UTC.</param>
/// <param name="LastId">The last one; null if it was only counted.</param>
internal sealed record RefusalCountView(
    string Reason, string Title, string Advice, long Count, DateTimeOffset LastAt, Guid? LastId)
{
    public static RefusalCountView From(RefusalTally tally)
    {
        var reason = RefusalReason.Named(tally.Reason);
        return new RefusalCountView(reason.Name, reason.Title, reason.Advice, tally.Count, tally.LastAt, tally.LastId);
    }
}

/// <summary>What the directory has, and what came within 24 hours.</summary>
/// <param name="Users">Users in the directory.</param>
/// <param name="Groups">Groups in the directory.</param>
/// <param name="Requests">Requests.</param>
/// <param name="Changes">Those that changed something.</param>
/// <param name="Refusals">Those that were refused.</param>
/// <param name="NotRecorded">Those that were only counted.</param>
internal sealed record ConnectionCounts(long Users, long Groups, long Requests, long Changes, long Refusals, long NotRecorded);

/// <summary>A deactivation that was refused.</summary>
/// <param name="UserId">Who still has access.</param>
/// <param name="Subject">The person's userName.</param>
/// <param name="Id">The request.</param>
/// <param name="At">When it came, UTC.</param>
/// <param name="Detail">What the client was told.</param>
internal sealed record RefusedDeactivationView(UserId? UserId, string? Subject, Guid Id, DateTimeOffset At, string? Detail)
{
    public static RefusedDeactivationView From(RequestView request) =>
        new(request.UserId, request.Subject, request.Id, request.At, request.Detail);
}
