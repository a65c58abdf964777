using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Notifications.Admins;

/// <summary>Writes down what admins should see to, and has a digest written of it.</summary>
internal sealed class NoticeBook(IDocumentCollection<AdminNotice> notices, DigestWriter digests)
{
    /// <summary>Takes a notice in, unless the same or something newer is known.</summary>
    public async Task NoteAsync(TenantId tenant, string id, AdminNotice heard, CancellationToken cancellationToken)
    {
        var stored = await notices.UpsertAsync(tenant, id, present => present?.Version >= heard.Version ? present : heard, cancellationToken);
        // Also if it was known: whoever wrote it down may have died before the digest was asked for.
        if (stored.Body.State == NoticeState.Open)
            await digests.AskForAsync(tenant, cancellationToken);
    }

    /// <summary>The notices of these ids that there are, by their ids.</summary>
    public async Task<IReadOnlyDictionary<string, AdminNotice>> FindAsync(TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        (await notices.GetManyAsync(tenant, ids, cancellationToken)).ToDictionary(document => document.Id, document => document.Body);
}
