using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>
/// Reads and writes groups. Each change is one atomic write of one document. Every read for a client or a change first completes the
/// group's pending intents, so that it sees the members as they are.
/// </summary>
internal sealed class GroupStore(Outbox<GroupRecord> outbox, MembershipIntentProcessor processor) : IScheduledWork<GroupRecord>
{
    private readonly KeyedLock<GroupId> _locks = new();
    private readonly KeyedLock<TenantId> _tenantLocks = new();
    private readonly WaitingChanges _waiting = new();

    public IDocumentCollection<GroupRecord> Documents => outbox.Documents;

    /// <exception cref="ScimException">404: the group does not exist or was deleted.</exception>
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
    /// Locks the tenant's groups if the policy refuses a second group: otherwise two concurrent changes could each add the same user and
    /// both find no other group. Other processes are not locked out; a second group that gets past two processes is reported as a conflict.
    /// </summary>
    /// <returns>Dispose to release the lock; null if the policy needs none.</returns>
    public async Task<IDisposable?> LockTenantAsync(TenantId tenant, SecondGroupPolicy policy, CancellationToken cancellationToken) =>
        policy == SecondGroupPolicy.Reject ? await _tenantLocks.AcquireAsync(tenant, cancellationToken) : null;

    /// <summary>Stores a new group and completes the intent for its members.</summary>
    /// <exception cref="ScimException">409 <c>uniqueness</c>: the displayName belongs to another group.</exception>
    public async Task<GroupRecord> InsertAsync(GroupRecord group, CancellationToken cancellationToken)
    {
        using var groupLock = await _locks.AcquireAsync(group.Id, cancellationToken);
        var body = group.DueIfUnfinished(outbox.Clock);
        var document = new Document<GroupRecord> { Tenant = group.Tenant, Id = group.Id.ToString(), Body = body };
        var inserted = (await outbox.InsertAsync(document, cancellationToken)).Document ?? throw NotUnique(group);
        return (await CompleteIntentsAsync(inserted, cancellationToken)).Body;
    }

    /// <summary>
    /// Applies a change to a group, stores the result by compare-and-set and completes its intents. After a concurrent write the change is
    /// applied again, to the newer record. Nothing is written if it returns the record that it was given.
    /// </summary>
    /// <returns>The stored group; null if it never existed.</returns>
    /// <exception cref="ScimException">409 <c>uniqueness</c>: the displayName belongs to another group.</exception>
    /// <exception cref="DirectoryConflictException">Every attempt lost to a concurrent write.</exception>
    public async Task<GroupRecord?> ChangeAsync(
        TenantId tenant, GroupId id, Func<GroupRecord, CancellationToken, Task<GroupRecord>> change, CancellationToken cancellationToken)
    {
        using var groupLock = await _locks.AcquireAsync(id, cancellationToken);
        return await StoreAsync(tenant, id, change, cancellationToken);
    }

    /// <summary>
    /// As <see cref="ChangeAsync"/>, in one write with the changes of other requests that wait for the group at the same time. Each is
    /// applied to what the one before it made of the group, and is refused by itself.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The group.</param>
    /// <param name="change">The change; it returns null if it depends on intents of the group that are not complete.</param>
    /// <param name="cancellationToken">Cancels while the change waits.</param>
    /// <returns>The group as the change made it.</returns>
    /// <exception cref="ScimException">As <see cref="ChangeAsync"/>; 404: it never existed.</exception>
    public async Task<GroupRecord> ChangeTogetherAsync(
        TenantId tenant, GroupId id, Func<GroupRecord, CancellationToken, Task<GroupRecord?>> change, CancellationToken cancellationToken)
    {
        var waiting = new WaitingChange(change, cancellationToken);
        _waiting.Add((tenant, id), waiting);
        try
        {
            using var groupLock = await _locks.AcquireAsync(id, cancellationToken);
            while (!waiting.Result.IsCompleted)
                await StoreWaitingAsync(tenant, id);
        }
        catch (OperationCanceledException) when (!_waiting.Remove((tenant, id), waiting))
        {
            // Another request is storing it.
        }

        return await waiting.Result;
    }

    /// <summary>Called by the sweeper for intents that their request did not complete.</summary>
    public async Task ExecuteAsync(Document<GroupRecord> document, CancellationToken cancellationToken) =>
        await CompleteIntentsAsync(document, cancellationToken);

    public static ScimException NotFound(GroupId id) => ScimException.NotFound($"Group {id} does not exist.");

    /// <summary>Stores the oldest changes that wait for a group, as many as can be stored together.</summary>
    private async Task StoreWaitingAsync(TenantId tenant, GroupId id)
    {
        var batch = new ChangeBatch(_waiting.Take((tenant, id), ChangeBatch.Most));
        try
        {
            // None of the requests can cancel it for the others.
            _ = await StoreAsync(tenant, id, (group, _) => batch.ApplyAsync(group), CancellationToken.None) ?? throw NotFound(id);
            batch.Finish();
        }
#pragma warning disable CA1031 // Each request reports it as its own.
        catch (Exception e)
        {
            batch.Fail(e);
        }
#pragma warning restore CA1031

        _waiting.PutBack((tenant, id), batch.Left);
    }

    private async Task<GroupRecord?> StoreAsync(
        TenantId tenant, GroupId id, Func<GroupRecord, CancellationToken, Task<GroupRecord>> change, CancellationToken cancellationToken)
    {
        var result = await outbox.ChangeAsync(ReadAsync, MakeAsync, cancellationToken);
        return result?.Outcome switch
        {
            null => null,
            WriteOutcome.Done => (await CompleteIntentsAsync(result.Document!, cancellationToken)).Body,
            WriteOutcome.DuplicateKey => throw NotUnique(result.Rejected!.Body),
            _ => throw new DirectoryConflictException($"Group {id}"),
        };

        async Task<Document<GroupRecord>?> ReadAsync(CancellationToken token) =>
            await Documents.GetAsync(tenant, id.ToString(), token) is { } document ? await CompleteIntentsAsync(document, token) : null;

        async Task<Document<GroupRecord>> MakeAsync(Document<GroupRecord> document, CancellationToken token)
        {
            var next = await change(document.Body, token);
            return next == document.Body
                ? document
                : document with { Body = next.DueIfUnfinished(outbox.Clock), Tombstone = next.Deleted };
        }
    }

    private async Task<Document<GroupRecord>> CompleteIntentsAsync(Document<GroupRecord> document, CancellationToken cancellationToken)
    {
        while (document.Body.Intents.Count > 0)
        {
            // A concurrent writer completes the same intents, so this ends without a limit of attempts.
            var result = await outbox.ChangeAsync(document, AdvanceAsync, cancellationToken, maxAttempts: int.MaxValue);
            document = result.EnsureDone($"Group {document.Id}");
        }

        return document;

        async Task<Document<GroupRecord>> AdvanceAsync(Document<GroupRecord> current, CancellationToken token) =>
            current.Body.Intents.Count == 0
                ? current
                : current with { Body = (await processor.AdvanceAsync(current.Body, token)).DueIfUnfinished(outbox.Clock) };
    }

    private static ScimException NotUnique(GroupRecord group) =>
        ScimException.NotUnique($"The displayName '{group.DisplayName}' already belongs to another group.");
}
