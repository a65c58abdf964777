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

    /// <summary>Trace id, for Jaeger; null if the message had no trace.</summary>
    public string? TraceId { get; init; }
}
