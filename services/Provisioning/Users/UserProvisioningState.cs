using System.Text.Json.Serialization;
using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// The saga of a user, as MassTransit keeps it (I5): its state, what it knows, and its outbox. It counts no events, so events may be lost,
/// repeated and reordered (I3).
/// </summary>
internal sealed class UserProvisioningState : SagaStateMachineInstance, IHasOutbox<UserProvisioningState>
{
    /// <summary>The user's id.</summary>
    public Guid CorrelationId { get; set; }

    /// <summary>Name of the state: one of <see cref="UserState"/>.</summary>
    public string CurrentState { get; set; } = "";

    public ProvisioningRecord Record { get; set; } = new();

    /// <summary>Number of messages sent so far, so that each gets an id of its own.</summary>
    public long MessageCount { get; set; }

    public IReadOnlyList<PendingMessage> Pending { get; set; } = [];

    /// <summary>Version of the tenant's settings that this message's decision was made by; null if nothing was decided.</summary>
    [JsonIgnore]
    public long? SettingsVersion { get; set; }

    [JsonIgnore]
    public UserId User => new(CorrelationId);

    [JsonIgnore]
    public DateTimeOffset? NextDueAt => Record.NextDueAt;

    public UserProvisioningState WithPending(IReadOnlyList<PendingMessage> pending)
    {
        var copy = (UserProvisioningState)MemberwiseClone();
        copy.Pending = pending;
        return copy;
    }

    /// <summary>True if a write of this saga would store something else than a write of an earlier copy of it.</summary>
    public bool HasChangedSince(UserProvisioningState copy) =>
        (CurrentState, MessageCount, Record) != (copy.CurrentState, copy.MessageCount, copy.Record)
        || !ReferenceEquals(Pending, copy.Pending);

    /// <summary>Takes a decision over: its record, and its messages into the outbox, to be stored by the same write.</summary>
    public void Accept(Decision decision, DateTimeOffset now)
    {
        Record = decision.Record;
        foreach (var entry in decision.Log)
            Send(entry, now);
        if (decision.Failure is { } failure)
            Send(failure, now);
        if (decision.Command is { } command)
            Send(command, now);
        // One mail of a kind for a generation, however often it is decided.
        if (decision.Mail is { } mail)
            Send(mail, now, MessageIds.Create(CorrelationId, mail.Generation, $"{nameof(NotifyPerson)}/{mail.Kind}"));
    }

    private void Send<T>(T message, DateTimeOffset now, Guid? messageId = null)
        where T : class
    {
        var id = messageId ?? MessageIds.Create(CorrelationId, ++MessageCount, typeof(T).Name);
        Pending = [.. Pending, PendingMessage.Create(message, id, now)];
    }
}
