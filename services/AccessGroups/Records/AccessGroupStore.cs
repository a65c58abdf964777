using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Records;

/// <summary>Finds and changes Access Groups. Each change is one atomic write.</summary>
internal sealed class AccessGroupStore(Outbox<AccessGroupRecord> outbox)
{
    public IDocumentCollection<AccessGroupRecord> Documents => outbox.Documents;

    /// <summary>Returns the group; null if there is none, or if it was removed.</summary>
    public async Task<AccessGroupRecord?> FindAsync(TenantId tenant, GroupId id, CancellationToken cancellationToken) =>
        await FindIncludingRemovedAsync(tenant, id, cancellationToken) is { Removed: false } group ? group : null;

    /// <summary>Returns the group, even if it was removed; null if there never was one.</summary>
    public async Task<AccessGroupRecord?> FindIncludingRemovedAsync(TenantId tenant, GroupId id, CancellationToken cancellationToken) =>
        (await Documents.GetAsync(tenant, id.ToString(), cancellationToken))?.Body;

    /// <summary>Changes a group, even if it was removed. Returns null if there never was one.</summary>
    /// <exception cref="DocumentConcurrencyException">The group was written concurrently too often.</exception>
    public async Task<AccessGroupRecord?> ChangeAsync(
        TenantId tenant, GroupId id, Func<AccessGroupRecord, AccessGroupRecord> change, CancellationToken cancellationToken)
    {
        var result = await outbox.ChangeAsync(
            tenant, id.ToString(), document => document with { Body = change(document.Body) }, cancellationToken);
        return result?.EnsureDone($"Access Group {id}").Body;
    }

    /// <summary>Changes a group, even if it was removed, or creates it.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">Id of the group.</param>
    /// <param name="change">Returns the changed group. Gets null if there never was one.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public async Task<AccessGroupRecord> UpsertAsync(
        TenantId tenant, GroupId id, Func<AccessGroupRecord?, AccessGroupRecord> change, CancellationToken cancellationToken) =>
        (await outbox.UpsertAsync(tenant, id.ToString(), change, cancellationToken, isTombstone: group => group.Removed)).Body;
}
