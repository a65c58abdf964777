using System.Text.Json.Serialization;
using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// What a saga knows of its user: the facts that the directory has reported, the desired state of the account, and the observed one.
/// Immutable: a fact makes the next record of it (<see cref="ProvisioningFacts"/>), and so does a decision (<see cref="UserReconciler"/>).
/// </summary>
internal sealed record ProvisioningRecord
{
    public TenantId Tenant { get; init; }

    public UserId User { get; init; }

    /// <summary>The profile in the directory; null as long as only memberships of the user have been reported.</summary>
    public ProfileSnapshot? Profile { get; init; }

    /// <summary>The membership in the directory; null if none has been reported.</summary>
    public MembershipSnapshot? Membership { get; init; }

    public DesiredState Desired { get; init; } = DesiredState.None;

    /// <summary>
    /// The desired state that the last command asked for. Its answer confirms this, even if something else is desired by then.
    /// </summary>
    public DesiredState Requested { get; init; } = DesiredState.None;

    public ObservedState Observed { get; init; } = ObservedState.None;

    /// <summary>The command that waits for an answer; null if none does.</summary>
    public OutstandingCommand? Outstanding { get; init; }

    /// <summary>Why the saga has given up on the desired state; null if it has not.</summary>
    public Fault? Fault { get; init; }

    /// <summary>The last manual sync that found a difference; null if none did.</summary>
    public SyncMark? Sync { get; init; }

    public LastNotified LastNotified { get; init; } = LastNotified.Nothing;

    /// <summary>When the person is told that their access was removed, unless it is restored before. UTC.</summary>
    public DateTimeOffset? NotifyAt { get; init; }

    /// <summary>When access of the former group is revoked, unless the user joins another group first. UTC.</summary>
    public DateTimeOffset? RevokeAccessAt { get; init; }

    /// <summary>True while a manual sync waits for a new generation.</summary>
    [JsonIgnore]
    public bool IsSyncPending => Sync is { IsPending: true };

    /// <summary>The earliest of the timers; null if none runs.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextDueAt => new[] { NotifyAt, RevokeAccessAt, Outstanding?.RepeatAt, Fault?.LookAgainAt }.Min();
}
