using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Notifications.Sending;

/// <summary>
/// Withdraws mails that tell somebody that they can log in, and that still wait for the mail server when they no longer can. Both
/// commands are stored before this looks for the other, so whichever comes last finds it.
/// </summary>
internal sealed class OvertakenMails(Outbox<NotificationRecord> notifications, TimeProvider time)
{
    /// <summary>Largest number of a person's notifications that are looked at.</summary>
    private const int MaxRead = 1_000;

    /// <summary>Withdraws what a command overtakes, or what it asks for, if it was overtaken itself.</summary>
    /// <returns>True if the mail that the command asks for is not to be sent.</returns>
    public async Task<bool> WithdrawAsync(NotifyPerson notification, CancellationToken cancellationToken)
    {
        if (!notification.EndsLogin && !IsAboutLogin(notification.Kind))
            return false;
        var query = new DocumentQuery
        {
            Tenant = notification.Tenant,
            Filter = NotificationCollection.To(notification.User),
            Limit = MaxRead,
        };
        var found = await notifications.Documents.QueryAsync(query, cancellationToken);
        var end = found.Where(document => document.Body.EndsLogin).Select(document => document.Body.Generation).DefaultIfEmpty(-1).Max();
        foreach (var document in found.Where(document => IsOvertaken(document.Body, end)))
        {
            var result = await notifications.ChangeAsync(document.Tenant, document.Id, Withdraw, cancellationToken);
            result?.EnsureDone($"Notification {document.Id}");
        }

        return notification.IsSilent || (IsAboutLogin(notification.Kind) && notification.Generation < end);

        Document<NotificationRecord> Withdraw(Document<NotificationRecord> document) =>
            IsOvertaken(document.Body, end) ? document with { Body = Withdrawn(document) } : document;
    }

    private static bool IsAboutLogin(NotificationKind kind) => kind is NotificationKind.Welcome or NotificationKind.Reactivated;

    private static bool IsOvertaken(NotificationRecord record, long end) =>
        record is { State: NotificationState.Waiting, Mail: { } mail } && IsAboutLogin(mail.Kind) && record.Generation < end;

    private NotificationRecord Withdrawn(Document<NotificationRecord> document)
    {
        var (mail, now) = (document.Body.Mail!, time.GetUtcNow());
        var entry = new TimelineEntry
        {
            Tenant = mail.Tenant,
            User = mail.User,
            Step = "notification",
            Outcome = TimelineOutcome.Ignored,
            Detail = $"{mail.Kind}: Not sent, because the person could no longer log in before the mail was handed over.",
            OccurredAt = now,
        };
        var id = MessageIds.Create($"notification/{document.Tenant}/{document.Id}/{NotificationState.Withdrawn}");
        return document.Body with
        {
            Mail = null,
            State = NotificationState.Withdrawn,
            NextDueAt = null,
            Pending = [.. document.Body.Pending, PendingMessage.Create(entry, id, now)],
        };
    }
}
