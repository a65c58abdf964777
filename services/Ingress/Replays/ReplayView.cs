using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Replays;

/// <summary>A replay as the admin API shows it.</summary>
internal sealed record ReplayView
{
    public required Guid ReplayId { get; init; }

    public string? Queue { get; init; }

    public int Rate { get; init; }

    public IReadOnlyList<ReplayType> Types { get; init; } = [];

    /// <summary><c>running</c>, <c>waiting</c> (because of <see cref="Problem"/>), <c>cancelled</c> or <c>done</c>.</summary>
    public required string State { get; init; }

    public string? Problem { get; init; }

    public long Groups { get; init; }

    public long Users { get; init; }

    public long Accounts { get; init; }

    public long Access { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public static ReplayView From(ReplayRun run) => new()
    {
        ReplayId = run.Id,
        Queue = run.Queue,
        Rate = run.Rate,
        Types = run.Types,
        State = run.Cancelled ? "cancelled" : run.FinishedAt is not null ? "done" : run.Problem is null ? "running" : "waiting",
        Problem = run.Problem,
        Groups = run.Groups,
        Users = run.Users,
        Accounts = run.Accounts,
        Access = run.Access,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
    };
}
