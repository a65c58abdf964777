using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Mail;
using Scim.Bus.Outbox;

namespace Scim.Bus.Notifications.Sending;

/// <summary>
/// Sends notifications, never one twice. The state <see cref="NotificationState.Sending"/> is stored before a mail is handed over. A
/// sweeper that finds this state after a crash does not send again, because the server may have accepted the mail, and writes that into
/// the provisioning log. Once the process is asked to stop, it begins no mail and finishes those in hand.
/// </summary>
internal sealed class NotificationSender(
    Outbox<NotificationRecord> notifications,
    IMailTransport transport,
    IOptions<MailOptions> options,
    HandOverWatch watch,
    TimeProvider time,
    NotificationTelemetry telemetry,
    IHostApplicationLifetime lifetime,
    ILogger<NotificationSender> logger) : IScheduledWork<NotificationRecord>
{
    /// <summary>How long a process has to begin with a mail before a sweeper takes over.</summary>
    public static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(30);

    /// <summary>About three days, so that a mail server may be down over a weekend.</summary>
    private const int MaxAttempts = 180;

    /// <summary>Attempts before the delay is doubled: some five minutes, in which a server that is back is noticed soon.</summary>
    private const int SteadyAttempts = 32;

    /// <summary>Attempts after which the delay is not doubled any more.</summary>
    private const int MaxDoublings = 12;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(30);
    private static readonly ActivitySource Source = new("Scim.Bus.Notifications");

    /// <summary>Mails that this process is handing over, whatever their leases say.</summary>
    private readonly ConcurrentDictionary<string, bool> _inHand = new(StringComparer.Ordinal);

    public async Task ExecuteAsync(Document<NotificationRecord> document, CancellationToken cancellationToken)
    {
        if (_inHand.ContainsKey(KeyOf(document)))
            return;
        using var activity = Source.StartActivity("send notification", ActivityKind.Internal, document.Body.TraceParent);
        if (document.Body.State == NotificationState.Sending && !transport.IsIdempotent)
        {
            if (!watch.IsAbandoned(document))
                return;
            const string Problem = "The process stopped while the mail was being sent. It may have arrived, so it is not sent again.";
            await FinishAsync(document, NotificationState.Uncertain, Problem, cancellationToken);
        }
        else
        {
            await TrySendAsync(document, cancellationToken);
        }
    }

    /// <summary>Makes one attempt and stores the outcome. Transient failures are retried later.</summary>
    public async Task TrySendAsync(Document<NotificationRecord> document, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return;
        var present = document;
        _inHand[KeyOf(document)] = true;
        try
        {
            var mail = MailMessage.Create(document.Body.Mail!, document.Id, options.Value.From, time.GetUtcNow());
            await transport.SendAsync(mail, MarkSendingAsync, cancellationToken);
            // The mail is out, so a stop must not keep this from being stored.
            await FinishAsync(present, NotificationState.Sent, null, CancellationToken.None);
        }
        catch (OperationCanceledException)
            when (lifetime.ApplicationStopping.IsCancellationRequested && present.Body.State == NotificationState.Waiting)
        {
            // Not begun. A sweeper sends it.
        }
        catch (DocumentConcurrencyException)
        {
            // Another process sends it.
        }
        catch (MailRefusedException e)
        {
            // Without the server's own text, which contains the address.
            logger.LogWarning("Notification {Id} was rejected: {Reason}", document.Id, e.Message);
            await (e.IsPermanent
                ? FinishAsync(present, NotificationState.Failed, e.Message, cancellationToken)
                : RetryLaterAsync(present, cancellationToken));
        }
        catch (Exception e) when (e is not (OperationCanceledException or StoreUnavailableException) || IsTimeout(e, cancellationToken))
        {
            logger.LogWarning(e, "Notification {Id} could not be sent", document.Id);
            const string Problem = "The connection broke while the mail was being sent. It may have arrived, so it is not sent again.";
            await (present.Body.State == NotificationState.Sending && !transport.IsIdempotent
                ? FinishAsync(present, NotificationState.Uncertain, Problem, cancellationToken)
                : RetryLaterAsync(present, cancellationToken));
        }
        finally
        {
            _inHand.TryRemove(KeyOf(document), out _);
        }

        async Task MarkSendingAsync()
        {
            lifetime.ApplicationStopping.ThrowIfCancellationRequested();
            var sending = document.Body with { State = NotificationState.Sending, NextDueAt = Now + HandOverWatch.Look };
            present = (await notifications.ReplaceAsync(document with { Body = sending }, cancellationToken))
                .EnsureDone($"Notification {document.Id}");
        }
    }

    private DateTimeOffset Now => notifications.Clock.GetUtcNow();

    private static string KeyOf(Document<NotificationRecord> document) => $"{document.Tenant}/{document.Id}";

    private static bool IsTimeout(Exception e, CancellationToken cancellationToken) =>
        e is OperationCanceledException && !cancellationToken.IsCancellationRequested;

    private async Task RetryLaterAsync(Document<NotificationRecord> document, CancellationToken cancellationToken)
    {
        var attempts = document.Body.Attempts + 1;
        if (attempts >= MaxAttempts)
        {
            var problem = $"Gave up after {attempts} attempts: the mail server was unreachable or did not accept the mail.";
            await FinishAsync(document, NotificationState.Failed, problem, cancellationToken);
            return;
        }

        telemetry.CountRetry();
        var doublings = Math.Clamp(attempts - SteadyAttempts, 0, MaxDoublings);
        var delay = FirstDelay * Math.Pow(2, doublings);
        var dueAt = Now + (delay < MaxDelay ? delay : MaxDelay);
        await StoreAsync(
            document,
            present => present with { State = NotificationState.Waiting, Attempts = attempts, NextDueAt = dueAt },
            cancellationToken);
    }

    /// <summary>Stores a final state, without the mail, and the message about it.</summary>
    private async Task FinishAsync(
        Document<NotificationRecord> document, NotificationState state, string? problem, CancellationToken cancellationToken)
    {
        var mail = document.Body.Mail!;
        var now = time.GetUtcNow();
        var id = MessageIds.Create($"notification/{document.Tenant}/{document.Id}/{state}");
        var message = problem is null
            ? PendingMessage.Create(
                new NotificationSent { Tenant = mail.Tenant, User = mail.User, Kind = mail.Kind, OccurredAt = now }, id, now)
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
        await StoreAsync(
            document,
            present => present with { Mail = null, State = state, NextDueAt = null, Pending = [.. present.Pending, message] },
            cancellationToken,
            isSent: state == NotificationState.Sent);
        telemetry.CountAttempt(state);
    }

    /// <summary>
    /// Stores what became of an attempt, unless somebody else has begun another. A sweeper may have claimed the document meanwhile, and one
    /// that called the mail uncertain was wrong if it was sent.
    /// </summary>
    private async Task StoreAsync(
        Document<NotificationRecord> attempt,
        Func<NotificationRecord, NotificationRecord> change,
        CancellationToken cancellationToken,
        bool isSent = false)
    {
        var result = await notifications.ChangeAsync(attempt.Tenant, attempt.Id, Change, cancellationToken);
        result?.EnsureDone($"Notification {attempt.Id}");

        Document<NotificationRecord> Change(Document<NotificationRecord> present)
        {
            var isSame = present.Body.State == attempt.Body.State && present.Body.NextDueAt == attempt.Body.NextDueAt;
            return isSame || (isSent && present.Body.State == NotificationState.Uncertain)
                ? present with { Body = change(present.Body) }
                : present;
        }
    }
}
