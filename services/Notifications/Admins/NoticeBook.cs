using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Notifications.Admins;

/// <summary>Writes down what admins should see to, and has a digest written of it.</summary>
internal sealed class NoticeBook(IDocumentCollection<AdminNotice> notices, DigestWriter digests)
{
    /// <summary>Takes a notice in, unless the same or something newer is known.</summary>
    /// <exception cref="ConcurrentWriteException">Somebody else did something with it; the message is to be handled again.</exception>
    public async Task NoteAsync(TenantId tenant, string id, AdminNotice heard, CancellationToken cancellationToken)
    {
        var present = await notices.GetAsync(tenant, id, cancellationToken);
        if (present is null || present.Body.Version < heard.Version)
        {
            var result = present is null
                ? await notices.InsertAsync(new Document<AdminNotice> { Tenant = tenant, Id = id, Body = heard }, cancellationToken)
                : await notices.ReplaceAsync(present with { Body = heard }, cancellationToken);
            present = result.Document ?? throw new ConcurrentWriteException($"Notice {id}");
        }

        // Also if it was known: whoever wrote it down may have died before the digest was asked for.
        if (present.Body.State == NoticeState.Open)
            await digests.AskForAsync(tenant, cancellationToken);
    }

    /// <summary>The notices of these ids that there are, by their ids.</summary>
    public async Task<IReadOnlyDictionary<string, AdminNotice>> FindAsync(TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        (await notices.GetManyAsync(tenant, ids, cancellationToken)).ToDictionary(document => document.Id, document => document.Body);
}
