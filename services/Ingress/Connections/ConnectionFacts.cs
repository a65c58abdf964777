using Scim.Bus.ServiceDefaults.Requests;

namespace Scim.Bus.Ingress.Connections;

/// <summary>What is known of a connection, by which its state is decided.</summary>
internal sealed record ConnectionFacts
{
    /// <summary>When the tenant was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last request, accepted or not, UTC; null if there was none.</summary>
    public DateTimeOffset? LastRequestAt { get; init; }

    /// <summary>The last ten writes at most, the newest first.</summary>
    public IReadOnlyList<ObservedWrite> LastWrites { get; init; } = [];

    /// <summary>The first write that was refused since one was accepted, UTC; null if the last was accepted.</summary>
    public DateTimeOffset? RefusedSince { get; init; }

    /// <summary>
    /// The first refused deactivation of somebody about whom nothing was accepted since, UTC; null if there is none.
    /// </summary>
    public DateTimeOffset? DeactivationRefusedAt { get; init; }

    /// <summary>The first accepted change on record since the last trouble that is known, UTC; null if there was none.</summary>
    public DateTimeOffset? FirstChangeAt { get; init; }

    /// <summary>After which time without a request the connection is silent; null for never.</summary>
    public TimeSpan? SilentAfter { get; init; }

    /// <summary>Requests that are counted, of a month.</summary>
    public long Requests { get; init; }

    /// <summary>Those of them that were refused.</summary>
    public long Refusals { get; init; }

    /// <summary>Writes of the last day.</summary>
    public long WritesOfDay { get; init; }

    /// <summary>Refused requests of the last day.</summary>
    public long RefusalsOfDay { get; init; }

    /// <summary>Why most requests of the last day were refused that were; null if none was.</summary>
    public RefusalReason? MainReason { get; init; }
}

/// <summary>A write of the identity provider.</summary>
/// <param name="At">When it came, UTC.</param>
/// <param name="IsAccepted">Whether it was accepted.</param>
internal sealed record ObservedWrite(DateTimeOffset At, bool IsAccepted);
