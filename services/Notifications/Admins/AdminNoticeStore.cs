using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Notifications.Admins;

/// <summary>Stores notices, and schedules a digest while any of them is open.</summary>
internal sealed class AdminNoticeStore(IDocumentCollection<AdminNotice> notices, AdminDigestJob digests)
{
    /// <summary>Stores a notice unless one of the same or a higher version is stored already, and the newest name of its group.</summary>
    public async Task RecordAsync(TenantId tenant, string id, AdminNotice notice, CancellationToken cancellationToken)
    {
        var stored = await notices.UpsertAsync(tenant, id, notice.Over, cancellationToken);
        // Also for a repeated message: the process that stored the notice may have died before it scheduled the digest.
        if (stored.Body.State == NoticeState.Open)
            await digests.ScheduleAsync(tenant, cancellationToken);
    }

    /// <summary>The stored notices among these ids, by id.</summary>
    public async Task<IReadOnlyDictionary<string, AdminNotice>> FindAsync(
        TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        (await notices.GetManyAsync(tenant, ids, cancellationToken)).ToDictionary(document => document.Id, document => document.Body);
}
