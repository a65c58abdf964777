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

    /// <summary>Changes a group, also a removed one; null if there never was one.</summary>
    public async Task<AccessGroupRecord?> ChangeAsync(
        TenantId tenant, GroupId id, Func<AccessGroupRecord, AccessGroupRecord> change, CancellationToken cancellationToken)
    {
        var result = await outbox.ChangeAsync(
            tenant, id.ToString(), document => document with { Body = change(document.Body) }, cancellationToken);
        return result?.EnsureDone($"Access Group {id}").Body;
    }

    /// <summary>Changes a group, also a removed one, or creates it: the change gets null if there never was one.</summary>
    public async Task<AccessGroupRecord> UpsertAsync(
        TenantId tenant, GroupId id, Func<AccessGroupRecord?, AccessGroupRecord> change, CancellationToken cancellationToken) =>
        (await outbox.UpsertAsync(tenant, id.ToString(), change, cancellationToken, isTombstone: group => group.Removed)).Body;
}
