using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Notifications.Composing;
using Scim.Bus.Notifications.Mail;
using Scim.Bus.Notifications.Sending;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Notifications.Admins;

/// <summary>
/// Sends one mail about all open notices to each admin of a tenant, once no new notice has arrived for a while. One write of the digest's
/// document decides what an edition contains; the ids of its mails are made of the edition, and its notices are closed after all mails are
/// stored. So after a crash at any point, each admin gets each notice in exactly one mail.
/// </summary>
internal sealed class AdminDigestJob(
    Outbox<AdminDigest> digests,
    IDocumentCollection<AdminNotice> notices,
    Outbox<NotificationRecord> mails,
    DigestMail mail,
    TenantSettingsCache<NotificationsService> tenants,
    IOptions<DigestOptions> options,
    TimeProvider time,
    ILogger<AdminDigestJob> logger) : ResumableJob<AdminDigest>(digests, logger)
{
    /// <summary>Most notices in one edition; the rest goes into the next.</summary>
    internal const int MaxNotices = 2_000;

    private const int Parallelism = 8;

    /// <summary>Makes sure that a digest will be sent for the notices that are open now.</summary>
    public Task ScheduleAsync(TenantId tenant, CancellationToken cancellationToken) => Outbox.UpsertAsync(
        tenant,
        tenant.Value,
        present => present is { IsScheduled: true }
            ? present
            : (present ?? new AdminDigest { Tenant = tenant }) with
            {
                IsScheduled = true,
                NextDueAt = Outbox.Clock.GetUtcNow() + options.Value.DigestAfter,
            },
        cancellationToken);

    protected override async Task<(AdminDigest Next, bool HasMore)> StepAsync(AdminDigest body, CancellationToken cancellationToken)
    {
        if (body.Listed is not { } listed)
            return await CollectAsync(body, cancellationToken);
        await SendAsync(body, listed, cancellationToken);
        return (body with { Listed = null, NextDueAt = LeaseEnd }, true);
    }

    /// <summary>Chooses the notices of the next edition, once it is time for it.</summary>
    /// <remarks>
    /// The job stops only after a query that ran while <see cref="AdminDigest.IsScheduled"/> was false. A notice stored before that query
    /// is found by it, and whoever stores one later schedules the job again.
    /// </remarks>
    private async Task<(AdminDigest Next, bool HasMore)> CollectAsync(AdminDigest body, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = body.Tenant, Filter = AdminNotice.Open, Limit = MaxNotices };
        var open = await notices.QueryAsync(query, cancellationToken);
        if (open.Count == 0)
        {
            return body.IsScheduled
                ? (body with { IsScheduled = false, NextDueAt = LeaseEnd }, true)
                : (body with { NextDueAt = null }, false);
        }

        var wait = WaitFor(open);
        if (wait > TimeSpan.Zero)
            return (body with { IsScheduled = true, NextDueAt = Outbox.Clock.GetUtcNow() + wait }, false);
        var listed = open.ToDictionary(document => document.Id, document => document.Body.Version);
        return (body with { IsScheduled = false, Edition = body.Edition + 1, Listed = listed, NextDueAt = LeaseEnd }, true);
    }

    /// <summary>How long to wait for more. Never longer than for the first notice, whatever clock has written the notices' times.</summary>
    private TimeSpan WaitFor(IReadOnlyList<Document<AdminNotice>> open)
    {
        if (open.Count == MaxNotices)
            return TimeSpan.Zero;
        var now = time.GetUtcNow();
        var quiet = open.Max(document => document.Body.At) + options.Value.DigestAfter;
        var latest = open.Min(document => document.Body.At) + options.Value.DigestWithin;
        var wait = (quiet < latest ? quiet : latest) - now;
        return wait < options.Value.DigestAfter ? wait : options.Value.DigestAfter;
    }

    private async Task SendAsync(AdminDigest digest, IReadOnlyDictionary<string, long> listed, CancellationToken cancellationToken)
    {
        // A notice that was resolved or updated since the edition was collected is not part of it any more.
        var included = (await notices.GetManyAsync(digest.Tenant, [.. listed.Keys], cancellationToken))
            .Where(document => document.Body.State == NoticeState.Open && document.Body.Version == listed[document.Id])
            .ToList();
        var tenant = await tenants.GetAsync(digest.Tenant, cancellationToken);
        if (included.Count > 0 && tenant.Settings.AdminEmails is { Count: > 0 } admins)
        {
            var text = await mail.ComposeAsync(tenant, [.. included.Select(document => document.Body)], cancellationToken);
            foreach (var admin in admins)
                await StoreAsync(digest, admin, text, cancellationToken);
        }

        // A failed replace is fine: somebody stored a newer notice meanwhile, or closed this one too.
        await Concurrently.ForEachAsync(
            included,
            Parallelism,
            (document, token) => notices.ReplaceAsync(document with { Body = document.Body.Close(NoticeState.Notified) }, token),
            cancellationToken);
    }

    /// <summary>Stores a mail for the sender. If this edition's mail to the admin is stored already, it stays as it is.</summary>
    private Task StoreAsync(AdminDigest digest, string admin, MailText text, CancellationToken cancellationToken) => mails.InsertAsync(
        new Document<NotificationRecord>
        {
            Tenant = digest.Tenant,
            Id = MessageIds.Create($"digest/{digest.Tenant}/{digest.Edition}/{admin.ToLowerInvariant()}").ToString(),
            Body = new NotificationRecord
            {
                Mail = new OutgoingMail
                {
                    Tenant = digest.Tenant,
                    Kind = NotificationKind.Digest,
                    To = admin,
                    Subject = text.Subject,
                    Text = text.Text,
                    Html = text.Html,
                },
                State = NotificationState.Waiting,
                NextDueAt = Outbox.Clock.GetUtcNow(),
            },
        },
        cancellationToken);
}
