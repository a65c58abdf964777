using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Outbox;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>
/// Reads groups and changes them, one atomic write each. Whoever comes across an intent that was not carried out does so first: what is read
/// is whole, and what is changed is based on the users as they are.
/// </summary>
internal sealed class GroupStore(Outbox<GroupRecord> outbox, MembershipCarrier carrier) : IScheduledWork<GroupRecord>
{
    private readonly KeyedLock<GroupId> _locks = new();
    private readonly KeyedLock<TenantId> _tenants = new();

    public IDocumentCollection<GroupRecord> Documents => outbox.Documents;

    /// <summary>The group.</summary>
    /// <exception cref="ScimException">404.</exception>
    public async Task<GroupRecord> GetAsync(TenantId tenant, GroupId id, CancellationToken cancellationToken)
    {
        var document = await Documents.GetAsync(tenant, id.ToString(), cancellationToken);
        if (document is not { Body.Deleted: false })
            throw NotFound(id);
        return document.Body.Intents.Count == 0
            ? document.Body
            : await ChangeAsync(tenant, id, (group, _) => Task.FromResult(group), cancellationToken) ?? throw NotFound(id);
    }

    /// <summary>
    /// Where a second group is refused, the groups of a tenant change one after the other: two that look at one user at the same time would both find nothing against it. Disposing
    /// the result ends the turn. Other processes are not kept out: what slips through there is a conflict that is reported, as anywhere else.
    /// </summary>
    public async Task<IDisposable?> AloneAsync(TenantId tenant, SecondGroupPolicy policy, CancellationToken cancellationToken) =>
        policy == SecondGroupPolicy.Reject ? await _tenants.EnterAsync(tenant, cancellationToken) : null;

    /// <summary>Stores a new group and carries out who its members are.</summary>
    /// <exception cref="ScimException">409: the name is another group's.</exception>
    public async Task<GroupRecord> InsertAsync(GroupRecord group, CancellationToken cancellationToken)
    {
        using var turn = await _locks.EnterAsync(group.Id, cancellationToken);
        var document = new Document<GroupRecord> { Tenant = group.Tenant, Id = group.Id.ToString(), Body = group };
        var inserted = (await outbox.InsertAsync(document, cancellationToken)).Document ?? throw NotUnique(group);
        return (await SettleAsync(inserted, cancellationToken)).Body;
    }

    /// <summary>
    /// Stores what a function makes of a group, and carries out what it intends. The function is called again if somebody else was faster. If
    /// it gives the record back as it is, nothing is written.
    /// </summary>
    /// <returns>The group as it is stored now; null if there never was one.</returns>
    /// <exception cref="ScimException">409: the name is another group's.</exception>
    /// <exception cref="DirectoryConflictException">Others were faster too often.</exception>
    public async Task<GroupRecord?> ChangeAsync(
        TenantId tenant, GroupId id, Func<GroupRecord, CancellationToken, Task<GroupRecord>> change, CancellationToken cancellationToken)
    {
        using var turn = await _locks.EnterAsync(id, cancellationToken);
        var result = await outbox.ChangeAsync(ReadAsync, MakeAsync, cancellationToken);
        return result?.Outcome switch
        {
            null => null,
            WriteOutcome.Done => (await SettleAsync(result.Document!, cancellationToken)).Body,
            WriteOutcome.DuplicateKey => throw NotUnique(result.Rejected!.Body),
            _ => throw new DirectoryConflictException($"Group {id}"),
        };

        async Task<Document<GroupRecord>?> ReadAsync(CancellationToken token) =>
            await Documents.GetAsync(tenant, id.ToString(), token) is { } document ? await SettleAsync(document, token) : null;

        async Task<Document<GroupRecord>> MakeAsync(Document<GroupRecord> document, CancellationToken token)
        {
            var next = await change(document.Body, token);
            return document with { Body = next, Tombstone = next.Deleted };
        }
    }

    public async Task ExecuteAsync(Document<GroupRecord> document, CancellationToken cancellationToken) => await SettleAsync(document, cancellationToken);

    /// <summary>The refusal for a group that there is not.</summary>
    public static ScimException NotFound(GroupId id) => ScimException.NotFound($"Group {id} does not exist.");

    /// <summary>Carries out all intents.</summary>
    private async Task<Document<GroupRecord>> SettleAsync(Document<GroupRecord> document, CancellationToken cancellationToken)
    {
        while (document.Body.Intents.Count > 0)
        {
            // Whoever is in the way completes the same intents, so this ends.
            var result = await outbox.ChangeAsync(document, AdvanceAsync, cancellationToken, maxAttempts: int.MaxValue);
            document = result.EnsureDone($"Group {document.Id}");
        }

        return document;

        async Task<Document<GroupRecord>> AdvanceAsync(Document<GroupRecord> present, CancellationToken token) =>
            present.Body.Intents.Count == 0 ? present : present with { Body = await carrier.AdvanceAsync(present.Body, token) };
    }

    private static ScimException NotUnique(GroupRecord group) =>
        ScimException.NotUnique($"The displayName '{group.DisplayName}' is another group's.");
}
