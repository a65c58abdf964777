using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Notifications.Sending;
using Scim.Bus.Notifications.Tenants;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Notifications.Admins;

/// <summary>
/// Writes to admins once it has been quiet for a while. Which notices an edition has is decided by one write of the digest's document; its mails have
/// ids made of the edition, and its notices are ended after all of them are stored. So whoever dies in between, no notice is in two mails to one admin, and none in no mail.
/// </summary>
internal sealed class DigestWriter(
    Outbox<AdminDigest> digests,
    IDocumentCollection<AdminNotice> notices,
    Outbox<NotificationRecord> mails,
    DigestMail mail,
    TenantSettingsCache<TenantConsumer> tenants,
    IOptions<DigestOptions> options,
    TimeProvider time,
    ILogger<DigestWriter> logger) : ResumableJob<AdminDigest>(digests, logger)
{
    /// <summary>The most notices of an edition; what is beyond is the next one's.</summary>
    internal const int MaxNotices = 2_000;

    private const int Parallelism = 8;

    /// <summary>Sees to it that open notices are told.</summary>
    public Task AskForAsync(TenantId tenant, CancellationToken cancellationToken) => Outbox.UpsertAsync(
        tenant,
        tenant.Value,
        present => present is { IsOpen: true }
            ? present
            : (present ?? new AdminDigest { Tenant = tenant }) with { IsOpen = true, NextDueAt = time.GetUtcNow() + options.Value.DigestAfter },
        cancellationToken);

    protected override async Task<(AdminDigest Next, bool HasMore)> StepAsync(AdminDigest body, CancellationToken cancellationToken)
    {
        if (body.Listed is not { } listed)
            return await CollectAsync(body, cancellationToken);
        await SendAsync(body, listed, cancellationToken);
        return (body with { Listed = null, NextDueAt = time.GetUtcNow() + LeaseDuration }, true);
    }

    /// <summary>
    /// Waits for quiet, then decides what the next edition has. It rests only after it has looked while it was not open: whoever wrote a notice down
    /// before that look is seen by it, and whoever does later opens it again.
    /// </summary>
    private async Task<(AdminDigest Next, bool HasMore)> CollectAsync(AdminDigest body, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var open = await notices.QueryAsync(new DocumentQuery { Tenant = body.Tenant, Filter = AdminNotice.Open, Limit = MaxNotices }, cancellationToken);
        if (open.Count == 0)
            return body.IsOpen ? (body with { IsOpen = false, NextDueAt = now + LeaseDuration }, true) : (body with { NextDueAt = null }, false);
        var due = DueAt(open);
        if (now < due)
            return (body with { IsOpen = true, NextDueAt = due }, false);
        var listed = open.ToDictionary(document => document.Id, document => document.Body.Version);
        return (body with { IsOpen = false, Edition = body.Edition + 1, Listed = listed, NextDueAt = now + LeaseDuration }, true);
    }

    private DateTimeOffset DueAt(IReadOnlyList<Document<AdminNotice>> open)
    {
        if (open.Count == MaxNotices)
            return DateTimeOffset.MinValue;
        var quiet = open.Max(document => document.Body.At) + options.Value.DigestAfter;
        var latest = open.Min(document => document.Body.At) + options.Value.DigestWithin;
        return quiet < latest ? quiet : latest;
    }

    private async Task SendAsync(AdminDigest digest, IReadOnlyDictionary<string, long> listed, CancellationToken cancellationToken)
    {
        // What was seen to meanwhile, or told anew, is not told by this edition.
        var told = (await notices.GetManyAsync(digest.Tenant, [.. listed.Keys], cancellationToken))
            .Where(document => document.Body.State == NoticeState.Open && document.Body.Version == listed[document.Id])
            .ToList();
        var tenant = await tenants.GetAsync(digest.Tenant, cancellationToken);
        if (told.Count > 0 && tenant.Settings.AdminEmails is { Count: > 0 } admins)
        {
            var text = await mail.ComposeAsync(tenant, [.. told.Select(document => document.Body)], cancellationToken);
            foreach (var admin in admins)
                await StoreAsync(digest, admin, text, cancellationToken);
        }

        // Whoever wrote one of them meanwhile had something newer to tell, or ended it too.
        await Parallel.ForEachAsync(
            told,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (document, token) => await notices.ReplaceAsync(document with { Body = document.Body.Ended(NoticeState.Told) }, token));
    }

    /// <summary>Stores a mail to be sent soon; one that is stored already stays as it is.</summary>
    private Task StoreAsync(AdminDigest digest, string admin, Composing.MailText text, CancellationToken cancellationToken) => mails.InsertAsync(
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
                NextDueAt = time.GetUtcNow(),
            },
        },
        cancellationToken);
}
