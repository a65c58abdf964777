using System.Text.Json.Serialization;
using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// The saga of a user (I5): the facts that the directory has reported, the desired state of the account and the observed one. It is
/// reconciled until both states are equal. It counts no events, so events may be lost, repeated and reordered (I3).
/// </summary>
internal sealed partial class UserProvisioningState : SagaStateMachineInstance, IHasOutbox<UserProvisioningState>
{
    /// <summary>The user's id.</summary>
    public Guid CorrelationId { get; set; }

    /// <summary>Name of the state: one of <see cref="UserState"/>.</summary>
    public string CurrentState { get; set; } = "";

    public TenantId Tenant { get; set; }

    /// <summary>The profile in the directory; null as long as only memberships of the user have been reported.</summary>
    public ProfileSnapshot? Profile { get; set; }

    /// <summary>The membership in the directory; null if none has been reported.</summary>
    public MembershipSnapshot? Membership { get; set; }

    public DesiredState Desired { get; set; } = DesiredState.None;

    public ObservedState Observed { get; set; } = ObservedState.None;

    public LastRequested Requested { get; set; } = LastRequested.Nothing;

    /// <summary>The command that waits for an answer; null if none does.</summary>
    public OutstandingCommand? Outstanding { get; set; }

    /// <summary>Why the saga has given up on the desired state; null if it has not.</summary>
    public Fault? Fault { get; set; }

    /// <summary>Generation that Accounts last refused.</summary>
    public long RefusedGeneration { get; set; }

    /// <summary>The last manual sync that found a difference; null if none did.</summary>
    public SyncMark? Sync { get; set; }

    public LastNotified LastNotified { get; set; } = LastNotified.Nothing;

    /// <summary>When the person is told that their access was removed, unless it is restored before. UTC.</summary>
    public DateTimeOffset? NotifyAt { get; set; }

    /// <summary>When access of the former group is revoked, unless the user joins another group first. UTC.</summary>
    public DateTimeOffset? RevokeAccessAt { get; set; }

    /// <summary>Number of messages sent so far, so that each gets an id of its own.</summary>
    public long MessageCount { get; set; }

    public IReadOnlyList<PendingMessage> Pending { get; set; } = [];

    [JsonIgnore]
    public UserId User => new(CorrelationId);

    [JsonIgnore]
    public DateTimeOffset? NextDueAt => new[] { NotifyAt, RevokeAccessAt, Outstanding?.RepeatAt }.Min();

    public UserProvisioningState WithPending(IReadOnlyList<PendingMessage> pending)
    {
        var copy = (UserProvisioningState)MemberwiseClone();
        copy.Pending = pending;
        return copy;
    }
}
