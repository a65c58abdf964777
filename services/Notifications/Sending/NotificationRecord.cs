using System.Text.Json.Serialization;
using Scim.Bus.Outbox;

namespace Scim.Bus.Notifications.Sending;

/// <summary>A notification and what became of it. Its key is made of whom it tells what, so it is made, and sent, once.</summary>
internal sealed record NotificationRecord : IHasOutbox<NotificationRecord>
{
    /// <summary>The mail; null once nothing more is to be sent, as it names a person.</summary>
    public OutgoingMail? Mail { get; init; }

    public required NotificationState State { get; init; }

    public int Attempts { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    /// <summary>When sending is tried, or tried again.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>The trace of the push that led to it.</summary>
    public string? TraceParent { get; init; }

    public NotificationRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}

/// <summary>How far a notification got.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NotificationState>))]
internal enum NotificationState
{
    /// <summary>To be sent.</summary>
    Waiting,

    /// <summary>Being handed over. Who finds it so after a crash can't know whether it arrived.</summary>
    Sending,

    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>The process ended while it was handed over. It is not sent again: never is better than twice.</summary>
    Uncertain,

    /// <summary>The mail server refused it for good, or for too long.</summary>
    Failed,
}
