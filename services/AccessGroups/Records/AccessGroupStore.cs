using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Records;

/// <summary>Reads Access Groups and changes them, one atomic write each.</summary>
internal sealed class AccessGroupStore(Outbox<AccessGroupRecord> outbox)
{
    public IDocumentCollection<AccessGroupRecord> Documents => outbox.Documents;

    /// <summary>The group, or null if there is none, or no longer.</summary>
    public async Task<AccessGroupRecord?> FindAsync(TenantId tenant, GroupId id, CancellationToken cancellationToken) =>
        await RecallAsync(tenant, id, cancellationToken) is { Removed: false } group ? group : null;

    /// <summary>The group, a removed one too; null if there never was one.</summary>
    public async Task<AccessGroupRecord?> RecallAsync(TenantId tenant, GroupId id, CancellationToken cancellationToken) =>
        (await Documents.GetAsync(tenant, id.ToString(), cancellationToken))?.Body;

    /// <summary>
    /// Stores what a function makes of a group, of null if there never was one; a removed one is passed to it too. It is called again if somebody
    /// else was faster. If it gives back what it got, nothing is written.
    /// </summary>
    public async Task<AccessGroupRecord?> ChangeAsync(
        TenantId tenant, GroupId id, Func<AccessGroupRecord?, AccessGroupRecord?> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var present = await Documents.GetAsync(tenant, id.ToString(), cancellationToken);
            var next = change(present?.Body);
            if (next is null || ReferenceEquals(next, present?.Body))
                return next;
            var document = present ?? new Document<AccessGroupRecord> { Tenant = tenant, Id = id.ToString(), Body = next };
            document = document with { Body = next, Tombstone = next.Removed };
            var result = present is null
                ? await outbox.InsertAsync(document, cancellationToken)
                : await outbox.ReplaceAsync(document, cancellationToken);
            if (result.Outcome == WriteOutcome.Done)
                return next;
        }
    }
}
