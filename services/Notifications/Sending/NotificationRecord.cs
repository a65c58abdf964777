using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Notifications.Mail;
using Scim.Bus.Outbox;

namespace Scim.Bus.Notifications.Sending;

/// <summary>A notification and its delivery. The id is made of recipient and content, so that a repeated command is one mail.</summary>
internal sealed record NotificationRecord : IHasOutbox<NotificationRecord>
{
    /// <summary>The mail. Null in a final state, because it has personal data.</summary>
    public OutgoingMail? Mail { get; init; }

    /// <summary>The person who is told; null for a digest.</summary>
    public UserId? User { get; init; }

    /// <summary>What the mail tells; null for a digest.</summary>
    public NotificationKind? Kind { get; init; }

    /// <summary>Generation that the mail is about; 0 for a digest.</summary>
    public long Generation { get; init; }

    /// <summary>True if the person may no longer log in, whether a mail says so or not.</summary>
    public bool EndsLogin { get; init; }

    public required NotificationState State { get; init; }

    /// <summary>
    /// The newest generation that was known when it was decided whether this mail about the login is sent; 0 if nothing spoke against it.
    /// </summary>
    public long DecidedBy { get; init; }

    /// <summary>Number of failed attempts.</summary>
    public int Attempts { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    /// <summary>When the next attempt is due; null in a final state, and before a review of the notification has ended.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>W3C trace context of the push that caused the notification.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The key of a command's notification, which is the same however often the command comes.</summary>
    public static string IdOf(NotifyPerson command) =>
        MessageIds.Create(command.User.Value, command.Generation, command.Kind.ToString()).ToString();

    public NotificationRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
