using System.Diagnostics;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Mail;
using Scim.Bus.Outbox;

namespace Scim.Bus.Notifications.Sending;

/// <summary>
/// Sends notifications, never one twice. Before a mail is handed over that is noted; who comes upon the note after a crash does not send again,
/// as nobody can tell whether the server had taken the mail, and says so in the provisioning log.
/// </summary>
internal sealed class NotificationSender(
    Outbox<NotificationRecord> notifications,
    IMailTransport transport,
    IOptions<MailOptions> options,
    TimeProvider time,
    NotificationTelemetry telemetry,
    ILogger<NotificationSender> logger) : IScheduledWork<NotificationRecord>
{
    /// <summary>How long a process has to send a mail, before a sweeper takes the process for dead.</summary>
    public static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(30);

    /// <summary>Three days: a mail server that is away over a weekend loses nothing.</summary>
    private const int MaxAttempts = 150;
    private const int LongestDoubling = 12;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);
    private static readonly ActivitySource Source = new("Scim.Bus.Notifications");

    public async Task ExecuteAsync(Document<NotificationRecord> document, CancellationToken cancellationToken)
    {
        using var activity = Source.StartActivity("send notification", ActivityKind.Internal, document.Body.TraceParent);
        if (document.Body.State == NotificationState.Sending && !transport.IsIdempotent)
            await EndAsync(document, NotificationState.Uncertain, "The process ended while the mail was handed over; it is not sent again.", cancellationToken);
        else
            await TrySendAsync(document, cancellationToken);
    }

    /// <summary>Sends a notification. A server that is away or busy is tried again later; the outcome is stored either way.</summary>
    public async Task TrySendAsync(Document<NotificationRecord> document, CancellationToken cancellationToken)
    {
        var present = document;
        try
        {
            await transport.SendAsync(MailMessage.Of(document.Body.Mail!, document.Id, options.Value.From, time.GetUtcNow()), NoteHandOverAsync, cancellationToken);
            await EndAsync(present, NotificationState.Sent, null, cancellationToken);
        }
        catch (DocumentConcurrencyException)
        {
            // Somebody else sends it.
        }
        catch (MailRefusedException e)
        {
            // Not with the server's own words: they name the address.
            logger.LogWarning("A mail server refused notification {Id}: {Reason}", document.Id, e.Message);
            await (e.ForGood
                ? EndAsync(present, NotificationState.Failed, e.Message, cancellationToken)
                : TryLaterAsync(present, cancellationToken));
        }
        catch (Exception e) when (e is not (OperationCanceledException or StoreUnavailableException) || IsTimeout(e, cancellationToken))
        {
            logger.LogWarning(e, "Notification {Id} could not be sent", document.Id);
            await (present.Body.State == NotificationState.Sending && !transport.IsIdempotent
                ? EndAsync(present, NotificationState.Uncertain, "The connection broke while the mail was handed over; it is not sent again.", cancellationToken)
                : TryLaterAsync(present, cancellationToken));
        }

        async Task NoteHandOverAsync() => present = await StoreAsync(
            document with { Body = document.Body with { State = NotificationState.Sending, NextDueAt = time.GetUtcNow() + LeaseDuration } },
            cancellationToken);
    }

    private static bool IsTimeout(Exception e, CancellationToken cancellationToken) =>
        e is OperationCanceledException && !cancellationToken.IsCancellationRequested;

    private async Task TryLaterAsync(Document<NotificationRecord> document, CancellationToken cancellationToken)
    {
        var attempts = document.Body.Attempts + 1;
        if (attempts >= MaxAttempts)
        {
            await EndAsync(document, NotificationState.Failed, $"The mail server could not be reached or did not take it, {attempts} times.", cancellationToken);
            return;
        }

        telemetry.Tried("retried");
        var wait = attempts > LongestDoubling ? LongestWait : FirstWait * Math.Pow(2, attempts - 1);
        var next = document.Body with
        {
            State = NotificationState.Waiting,
            Attempts = attempts,
            NextDueAt = time.GetUtcNow() + (wait < LongestWait ? wait : LongestWait),
        };
        await StoreAsync(document with { Body = next }, cancellationToken);
    }

    private async Task EndAsync(Document<NotificationRecord> document, NotificationState state, string? problem, CancellationToken cancellationToken)
    {
        var mail = document.Body.Mail!;
        var now = time.GetUtcNow();
        var id = MessageIds.Create($"notification/{document.Tenant}/{document.Id}/{state}");
        var message = problem is null
            ? PendingMessage.Create(new NotificationSent { Tenant = mail.Tenant, User = mail.User, Kind = mail.Kind, OccurredAt = now }, id, now)
            : PendingMessage.Create(
                new TimelineEntry
                {
                    Tenant = mail.Tenant,
                    User = mail.User,
                    Step = "notification",
                    Outcome = state == NotificationState.Uncertain ? TimelineOutcome.Warning : TimelineOutcome.Failed,
                    Detail = $"{mail.Kind}: {problem}",
                    OccurredAt = now,
                },
                id,
                now);
        var ended = document.Body with
        {
            Mail = null,
            State = state,
            NextDueAt = null,
            Pending = [.. document.Body.Pending, message],
        };
        await StoreAsync(document with { Body = ended }, cancellationToken);
        telemetry.Tried(state.ToString().ToLowerInvariant());
    }

    private async Task<Document<NotificationRecord>> StoreAsync(Document<NotificationRecord> document, CancellationToken cancellationToken) =>
        (await notifications.ReplaceAsync(document, cancellationToken)).EnsureDone($"Notification {document.Id}");
}
