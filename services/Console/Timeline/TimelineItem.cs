using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Console.Timeline;

/// <summary>A line of the provisioning log.</summary>
public sealed record TimelineItem
{
    public required DateTimeOffset At { get; init; }

    public UserId? UserId { get; init; }

    /// <summary><c>directory</c>, <c>membership</c>, <c>account</c>, <c>access</c> or <c>notification</c>.</summary>
    public required string Step { get; init; }

    public required TimelineOutcome Outcome { get; init; }

    /// <summary>What happened, as a sentence without personal data.</summary>
    public required string Detail { get; init; }

    /// <summary>What the line is about; null for one that only has its sentence.</summary>
    public TimelineEvent? Event { get; init; }

    /// <summary>The group that the line is about; null for none.</summary>
    public GroupId? GroupId { get; init; }

    /// <summary>Names of what was changed; none if the line is about no change.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Some of the permissions that were given; the sentence has their number.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>Number of the permissions that were given.</summary>
    public int PermissionCount { get; init; }

    /// <summary>
    /// Trace id, for Jaeger; null if the message had no trace. Each request has a trace of its own, so it ties what followed from one
    /// request together.
    /// </summary>
    public string? TraceId { get; init; }
}
