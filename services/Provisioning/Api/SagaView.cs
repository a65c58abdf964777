using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Api;

/// <summary>A user's saga as the admin API returns it.</summary>
internal sealed record SagaView
{
    public required UserId UserId { get; init; }

    public required string State { get; init; }

    /// <summary>The desired state.</summary>
    public required DesiredState Desired { get; init; }

    /// <summary>The observed state: what Accounts has confirmed.</summary>
    public required ObservedState Observed { get; init; }

    /// <summary>Why the saga is faulted; null if it is not.</summary>
    public Fault? Fault { get; init; }

    /// <summary>When access of the former group is revoked, unless the user joins another group first, UTC; else null.</summary>
    public DateTimeOffset? RevokeAccessAt { get; init; }

    /// <summary>Version of the latest profile; 0 if none has come.</summary>
    public long ProfileVersion { get; init; }

    /// <summary>Version of the latest membership; 0 if none has come.</summary>
    public long MembershipVersion { get; init; }

    public static SagaView From(Document<UserProvisioningState> document)
    {
        var (saga, record) = (document.Body, document.Body.Record);
        return new SagaView
        {
            UserId = saga.User,
            State = saga.CurrentState,
            Desired = record.Desired,
            Observed = record.Observed,
            Fault = record.Fault,
            RevokeAccessAt = record.RevokeAccessAt,
            ProfileVersion = record.Profile?.Version ?? 0,
            MembershipVersion = record.Membership?.Version ?? 0,
        };
    }
}
