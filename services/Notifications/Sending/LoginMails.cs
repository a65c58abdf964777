using System.Diagnostics;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Notifications.Sending;

/// <summary>
/// Mails that tell somebody that they can log in. One that still waits for the mail server when its person no longer can is withdrawn. If
/// that was the welcome, it is sent once they can log in again, in place of the mail that says so.
/// </summary>
/// <remarks>
/// Each command is stored before this looks for the others, so whichever comes last finds them, and they may come in any order and be
/// reviewed at the same time. Whether the welcome is sent is decided at its own document, by the newest generation that anybody knew of. So
/// it is sent once whatever else happens, and at worst a reactivation is told beside it.
/// </remarks>
internal sealed class LoginMails(Outbox<NotificationRecord> notifications, PersonalMail mails, TimeProvider time)
{
    /// <summary>Largest number of a person's notifications that are looked at.</summary>
    private const int MaxRead = 1_000;

    private DateTimeOffset LeaseEnd => notifications.Clock.GetUtcNow() + NotificationSender.LeaseDuration;

    /// <summary>Whether a notification of this kind is sent only once it has been reviewed, because the review may replace it.</summary>
    public static bool MustBeReviewed(NotificationKind kind) => kind == NotificationKind.Reactivated;

    /// <summary>Withdraws what a command overtakes, and puts a welcome that is due in the place of the command's own mail.</summary>
    /// <param name="command">The command.</param>
    /// <param name="stored">Its notification; null if it was stored before.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The notification as it is to be sent now; null if it is not.</returns>
    public async Task<Document<NotificationRecord>?> ReviewAsync(
        NotifyPerson command, Document<NotificationRecord>? stored, CancellationToken cancellationToken)
    {
        if (!command.EndsLogin && !LoginHistory.IsAboutLogin(command.Kind))
            return stored;
        var history = new LoginHistory(await ReadAsync(command, cancellationToken), command);
        foreach (var overtaken in history.Overtaken)
        {
            const string Reason = "the person could no longer log in before the mail was handed over";
            await WithdrawAsync(overtaken.Tenant, overtaken.Id, history, Reason, cancellationToken);
        }

        if (history.IsCommandOvertaken)
            return null;
        if (command.Email.Length > 0 && history.DueWelcome is { } due
            && await WelcomeAsync(due, command, history, cancellationToken) is { } welcome)
        {
            const string Reason = "the person is welcomed instead";
            await WithdrawAsync(command.Tenant, NotificationRecord.IdOf(command), history, Reason, cancellationToken);
            return welcome.Body.State == NotificationState.Waiting ? welcome : null;
        }

        if (command.IsSilent)
            return null;
        return MustBeReviewed(command.Kind) ? await ReleaseAsync(command, cancellationToken) : stored;
    }

    private async Task<IReadOnlyList<Document<NotificationRecord>>> ReadAsync(NotifyPerson command, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = command.Tenant, Filter = NotificationCollection.To(command.User), Limit = MaxRead };
        return await notifications.Documents.QueryAsync(query, cancellationToken);
    }

    private async Task WithdrawAsync(TenantId tenant, string id, LoginHistory history, string reason, CancellationToken cancellationToken)
    {
        var result = await notifications.ChangeAsync(tenant, id, Withdraw, cancellationToken);
        result?.EnsureDone($"Notification {id}");

        Document<NotificationRecord> Withdraw(Document<NotificationRecord> document) => document.Body switch
        {
            { DecidedBy: var newest } when newest > history.Newest => document,
            { State: NotificationState.Waiting } => document with { Body = Withdrawn(document, history.Newest, reason) },
            { State: NotificationState.Withdrawn } => document with { Body = document.Body with { DecidedBy = history.Newest } },
            _ => document,
        };
    }

    private NotificationRecord Withdrawn(Document<NotificationRecord> document, long newest, string reason)
    {
        var (mail, now) = (document.Body.Mail!, time.GetUtcNow());
        var entry = new TimelineEntry
        {
            Tenant = mail.Tenant,
            User = mail.User,
            Step = "notification",
            Outcome = TimelineOutcome.Ignored,
            Detail = $"{mail.Kind}: Not sent, because {reason}.",
            OccurredAt = now,
        };
        var id = MessageIds.Create($"notification/{document.Tenant}/{document.Id}/{NotificationState.Withdrawn}/{newest}");
        return document.Body with
        {
            Mail = null,
            Kind = mail.Kind,
            State = NotificationState.Withdrawn,
            DecidedBy = newest,
            NextDueAt = null,
            Pending = [.. document.Body.Pending, PendingMessage.Create(entry, id, now)],
        };
    }

    /// <summary>Has the welcome sent, as of the command, unless it was handed over or decided by something newer meanwhile.</summary>
    /// <returns>The welcome; null if it does not take the place of the command's own mail.</returns>
    private async Task<Document<NotificationRecord>?> WelcomeAsync(
        Document<NotificationRecord> due, NotifyPerson command, LoginHistory history, CancellationToken cancellationToken)
    {
        var mail = await mails.ComposeAsync(command with { Kind = NotificationKind.Welcome }, cancellationToken);
        var result = await notifications.ChangeAsync(due.Tenant, due.Id, Welcome, cancellationToken);
        var welcome = result?.EnsureDone($"Notification {due.Id}");
        return welcome is not null && history.IsDue(welcome.Body) ? welcome : null;

        Document<NotificationRecord> Welcome(Document<NotificationRecord> document) =>
            document.Body.State is NotificationState.Waiting or NotificationState.Withdrawn && history.IsDue(document.Body)
                ? document with
                {
                    Body = document.Body with
                    {
                        Kind = NotificationKind.Welcome,
                        Mail = mail,
                        State = NotificationState.Waiting,
                        Attempts = 0,
                        DecidedBy = history.Newest,
                        NextDueAt = LeaseEnd,
                        TraceParent = Activity.Current?.Id,
                    },
                }
                : document;
    }

    /// <summary>Lets the command's own notification be sent, now that it has been reviewed.</summary>
    private async Task<Document<NotificationRecord>?> ReleaseAsync(NotifyPerson command, CancellationToken cancellationToken)
    {
        var id = NotificationRecord.IdOf(command);
        var result = await notifications.ChangeAsync(command.Tenant, id, Release, cancellationToken);
        var document = result?.EnsureDone($"Notification {id}");
        return document?.Body.State == NotificationState.Waiting ? document : null;

        Document<NotificationRecord> Release(Document<NotificationRecord> document) =>
            document.Body is { State: NotificationState.Waiting, NextDueAt: null }
                ? document with { Body = document.Body with { NextDueAt = LeaseEnd } }
                : document;
    }
}
