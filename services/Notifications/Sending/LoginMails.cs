using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Notifications.Sending;

/// <summary>
/// Mails that tell somebody that they can log in. One that still waits for the mail server when its person no longer can is withdrawn, and
/// whoever can log in again, and was never welcomed because of that, is welcomed then. Each command is stored before this looks for the
/// others, so whichever comes last finds them, and they may come in any order.
/// </summary>
internal sealed class LoginMails(Outbox<NotificationRecord> notifications, PersonalMail mails, TimeProvider time)
{
    /// <summary>Largest number of a person's notifications that are looked at.</summary>
    private const int MaxRead = 1_000;

    /// <summary>Withdraws what a command overtakes, and makes the first mail that tells its person of the login a welcome.</summary>
    /// <param name="command">The command.</param>
    /// <param name="stored">Its notification; null if it was stored before.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The notification as it is to be sent now; null if it is not.</returns>
    public async Task<Document<NotificationRecord>?> ReviewAsync(
        NotifyPerson command, Document<NotificationRecord>? stored, CancellationToken cancellationToken)
    {
        if (!command.EndsLogin && !LoginHistory.IsAboutLogin(command.Kind))
            return stored;
        var found = await ReadAsync(command, cancellationToken);
        var history = new LoginHistory([.. found.Select(document => document.Body)], command);
        for (var i = 0; i < found.Count; i++)
        {
            if (history.IsOvertaken(found[i].Body))
                found[i] = await WithdrawAsync(found[i], history, cancellationToken) ?? found[i];
        }

        if (history.IsCommandOvertaken)
            return null;
        if (command.Email.Length > 0 && new LoginHistory([.. found.Select(document => document.Body)], command).IsFirstWord)
            return await WelcomeAsync(command, cancellationToken);
        return command.IsSilent ? null : stored;
    }

    private async Task<List<Document<NotificationRecord>>> ReadAsync(NotifyPerson command, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = command.Tenant, Filter = NotificationCollection.To(command.User), Limit = MaxRead };
        return [.. await notifications.Documents.QueryAsync(query, cancellationToken)];
    }

    private async Task<Document<NotificationRecord>?> WithdrawAsync(
        Document<NotificationRecord> overtaken, LoginHistory history, CancellationToken cancellationToken)
    {
        var result = await notifications.ChangeAsync(overtaken.Tenant, overtaken.Id, Withdraw, cancellationToken);
        return result?.EnsureDone($"Notification {overtaken.Id}");

        Document<NotificationRecord> Withdraw(Document<NotificationRecord> document) =>
            history.IsOvertaken(document.Body) ? document with { Body = Withdrawn(document) } : document;
    }

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

    /// <summary>Makes the command's own notification a welcome, if it was not handed over or withdrawn meanwhile.</summary>
    private async Task<Document<NotificationRecord>?> WelcomeAsync(NotifyPerson command, CancellationToken cancellationToken)
    {
        var welcome = await mails.ComposeAsync(command with { Kind = NotificationKind.Welcome }, cancellationToken);
        var result = await notifications.ChangeAsync(command.Tenant, NotificationRecord.IdOf(command), Welcome, cancellationToken);
        var document = result?.EnsureDone($"Notification {NotificationRecord.IdOf(command)}");
        return document?.Body is { State: NotificationState.Waiting, Kind: NotificationKind.Welcome } ? document : null;

        Document<NotificationRecord> Welcome(Document<NotificationRecord> document)
        {
            // A silent one was never to be sent as it was.
            var isUnsent = document.Body.State == (command.IsSilent ? NotificationState.Withdrawn : NotificationState.Waiting);
            return isUnsent && document.Body.Kind == NotificationKind.Reactivated
                ? document with
                {
                    Body = document.Body with
                    {
                        Kind = NotificationKind.Welcome,
                        Mail = welcome,
                        State = NotificationState.Waiting,
                        NextDueAt = notifications.Clock.GetUtcNow() + NotificationSender.LeaseDuration,
                    },
                }
                : document;
        }
    }
}
