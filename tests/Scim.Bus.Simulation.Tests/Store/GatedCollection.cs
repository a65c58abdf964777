using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Simulation.Tests.Kernel;
using Scim.Bus.Simulation.Tests.Model;
using Scim.Bus.Simulation.Tests.Processes;
using Scim.Protocol.Filters;

namespace Scim.Bus.Simulation.Tests.Store;

/// <summary>
/// A collection whose every call is a gate, at which it may fail, before or after what it does. All that is written is watched.
/// </summary>
internal sealed class GatedCollection<T>(
    SimulatedProcess process, CollectionDefinition<T> definition, InMemoryCollection<T> inner) : IDocumentCollection<T>
    where T : class
{
    private readonly string _name = $"{definition.Service}/{definition.Name}";

    public CollectionDefinition<T> Definition => definition;

    public async Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        await ReadAsync(StepKind.Read);
        var found = inner.Peek(tenant, id);
        if (found is not null)
            Watching.Read(Actor.Current, found);
        return found;
    }

    public async Task<IReadOnlyList<Document<T>>> GetManyAsync(
        TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await ReadAsync(StepKind.Read);
        return Watched(await inner.GetManyAsync(tenant, ids, cancellationToken));
    }

    public async Task<IReadOnlyList<Document<T>>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        await ReadAsync(StepKind.Query);
        return Watched(await inner.QueryAsync(query, cancellationToken));
    }

    public async Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken)
    {
        await ReadAsync(StepKind.Query);
        return await inner.CountAsync(tenant, filter, cancellationToken);
    }

    public async Task<IReadOnlyList<Document<T>>> DueAsync(
        DateTimeOffset now, int limit, IReadOnlyCollection<TenantId> except, CancellationToken cancellationToken)
    {
        await ReadAsync(StepKind.Due);
        return await inner.DueAsync(now, limit, except, cancellationToken);
    }

    public async Task<long> CountDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ReadAsync(StepKind.Due);
        return await inner.CountDueAsync(now, cancellationToken);
    }

    public Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken) =>
        WriteAsync(StepKind.Insert, document, () => inner.InsertAsync(document, cancellationToken));

    public Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken) =>
        WriteAsync(StepKind.Replace, document, () => inner.ReplaceAsync(document, cancellationToken));

    public async Task InsertMissingAsync(IReadOnlyCollection<Document<T>> documents, CancellationToken cancellationToken)
    {
        foreach (var document in documents)
            await InsertAsync(document, cancellationToken);
    }

    /// <remarks>Writes that share a round trip are so many writes: the process may die between two of them.</remarks>
    public async Task<int> AmendAsync(IReadOnlyCollection<Amendment<T>> amendments, CancellationToken cancellationToken)
    {
        var amended = 0;
        foreach (var amendment in amendments)
        {
            var document = amendment.Read;
            var fault = await EnterToWriteAsync(StepKind.Amend);
            var before = inner.PeekWritten(document.Tenant, document.Id);
            var isDone = await inner.AmendAsync([amendment], cancellationToken) == 1;
            if (isDone)
                Watching.Written(Actor.Current, before, inner.PeekWritten(document.Tenant, document.Id)!);
            await LeaveAsync(fault);
            amended += isDone ? 1 : 0;
        }

        return amended;
    }

    public async Task<bool> DeleteAsync(Document<T> document, CancellationToken cancellationToken)
    {
        var fault = await EnterToWriteAsync(StepKind.Delete);
        var isDone = await inner.DeleteAsync(document, cancellationToken);
        await LeaveAsync(fault);
        return isDone;
    }

    public Task<string> ExplainAsync(DocumentQuery query, CancellationToken cancellationToken) =>
        inner.ExplainAsync(query, cancellationToken);

    private Watch Watching => process.World.Watching;

    private IReadOnlyList<Document<T>> Watched(IReadOnlyList<Document<T>> documents)
    {
        foreach (var document in documents)
            Watching.Read(Actor.Current, document);
        return documents;
    }

    private async Task<WriteResult<T>> WriteAsync(StepKind kind, Document<T> document, Func<Task<WriteResult<T>>> write)
    {
        var fault = await EnterToWriteAsync(kind);
        var before = inner.PeekWritten(document.Tenant, document.Id);
        if (fault == FaultKind.WriteConflict && before is not null)
            inner.Touch(before);
        var result = await write();
        if (result.Document is { } stored)
            Watching.Written(Actor.Current, before, stored);
        await LeaveAsync(fault);
        return result;
    }

    private async Task ReadAsync(StepKind kind)
    {
        if (await process.EnterAsync(kind, _name) == FaultKind.StoreAway)
            throw new StoreUnavailableException($"{_name} is away.");
    }

    private async Task<FaultKind> EnterToWriteAsync(StepKind kind)
    {
        var fault = await process.EnterAsync(kind, _name);
        return fault is FaultKind.StoreAway or FaultKind.DiskFull
            ? throw new StoreUnavailableException($"{_name} can't be written: {fault}.")
            : fault;
    }

    /// <summary>Who wrote need not learn of it at once, nor at all.</summary>
    private async Task LeaveAsync(FaultKind fault)
    {
        if (fault == FaultKind.WriteUnknown)
            throw new StoreUnavailableException($"{_name} was written, and did not say so.");
        if (process.World.IsLateAnswer())
            await process.EnterAsync(StepKind.Written, _name);
    }
}
