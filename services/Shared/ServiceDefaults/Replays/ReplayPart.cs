using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.ServiceDefaults.Replays;

/// <summary>A service's part of a replay, with its progress.</summary>
/// <typeparam name="TJob">The job that sends the part: it tells the parts apart where several jobs run in one process.</typeparam>
public sealed record ReplayPart<TJob> : IHasOutbox<ReplayPart<TJob>>
{
    /// <summary>Id of the replay.</summary>
    public required Guid Replay { get; init; }

    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The queue of one subscriber; null for all subscribers.</summary>
    public string? Queue { get; init; }

    /// <summary>Maximum number of messages a second.</summary>
    public required int Rate { get; init; }

    /// <summary>Id of the last document that was sent; null before the first.</summary>
    public string? After { get; init; }

    /// <summary>Number of messages sent.</summary>
    public long Sent { get; init; }

    /// <summary>True once there is nothing left to send, or the replay was cancelled.</summary>
    public bool Finished { get; init; }

    /// <summary>Why the last page could not be sent; null if it was.</summary>
    public string? Problem { get; init; }

    /// <inheritdoc />
    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    /// <inheritdoc />
    public DateTimeOffset? NextDueAt { get; init; }

    /// <inheritdoc />
    public ReplayPart<TJob> WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
