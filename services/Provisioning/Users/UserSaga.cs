using System.Text.Json.Serialization;
using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// What provisioning knows of a user, wants for them and has had confirmed (I5). It works until what is wanted and what is confirmed are equal; it
/// counts no events, so events may be lost, repeated and reordered (I3).
/// </summary>
internal sealed class UserSaga : SagaStateMachineInstance, IHasOutbox<UserSaga>
{
    /// <summary>The user's id.</summary>
    public Guid CorrelationId { get; set; }

    /// <summary>The name of the state.</summary>
    public string CurrentState { get; set; } = "";

    public TenantId Tenant { get; set; }

    /// <summary>The facet profile; null while only the user's groups have been heard of.</summary>
    public ProfileFacet? Profile { get; set; }

    /// <summary>The facet assignment; null while the user stands in no group that was heard of.</summary>
    public AssignmentFacet? Assignment { get; set; }

    /// <summary>What is wanted.</summary>
    public Goal Goal { get; set; } = Goal.None;

    /// <summary>What was confirmed.</summary>
    public Confirmation Confirmed { get; set; } = Confirmation.None;

    /// <summary>What was sent last, answered or not.</summary>
    public Sent Sent { get; set; } = Sent.Nothing;

    /// <summary>The command that an answer is awaited to; null if none is.</summary>
    public Command? Awaited { get; set; }

    /// <summary>Why it was given up on the goal; null if it was not.</summary>
    public Fault? Fault { get; set; }

    /// <summary>Generation that Accounts last refused, for now or for good.</summary>
    public long AccountRefused { get; set; }

    /// <summary>The last sync that found the account to be different; null if none did.</summary>
    public SyncMark? Sync { get; set; }

    /// <summary>What the person was told.</summary>
    public Told Told { get; set; } = Told.Nothing;

    /// <summary>When the person is told that they lost their access, unless they get it back before.</summary>
    public DateTimeOffset? TellAt { get; set; }

    /// <summary>When the permissions of the group that the user no longer stands in are taken away, unless they stand in another before.</summary>
    public DateTimeOffset? LoseAt { get; set; }

    /// <summary>Counts the commands that were sent, so that each has its own message id.</summary>
    public long Commands { get; set; }

    public IReadOnlyList<PendingMessage> Pending { get; set; } = [];

    [JsonIgnore]
    public UserId User => new(CorrelationId);

    [JsonIgnore]
    public DateTimeOffset? NextDueAt => new[] { TellAt, LoseAt, Awaited?.RepeatAt }.Min();

    public UserSaga WithPending(IReadOnlyList<PendingMessage> pending)
    {
        var copy = (UserSaga)MemberwiseClone();
        copy.Pending = pending;
        return copy;
    }
}
