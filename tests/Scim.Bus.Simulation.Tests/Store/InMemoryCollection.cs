using System.Reflection;
using System.Runtime.InteropServices;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.Simulation.Tests.Processes;
using Scim.Protocol.Filters;

namespace Scim.Bus.Simulation.Tests.Store;

/// <summary>
/// A collection in memory with the semantics of the real engines, held to the same compliance suite: compare-and-set, unique keys,
/// tombstones, and bodies that are what JSON keeps of them.
/// </summary>
internal sealed class InMemoryCollection<T>(CollectionDefinition<T> definition) : IDocumentCollection<T>, IOutboxPeek
    where T : class
{
    private static readonly MethodInfo? WithPending = typeof(T).GetMethod("WithPending");
    private static readonly MethodInfo? Pending = typeof(T).GetMethod("get_Pending");

    private readonly Lock _lock = new();
    private readonly Dictionary<TenantId, SortedDictionary<string, InMemoryEntry<T>>> _tenants = [];
    private readonly Dictionary<(TenantId, UniqueKey), string> _unique = [];
    private bool _isOutboxUsed;
    private readonly SortedSet<(DateTimeOffset Due, TenantId Tenant, string Id)> _due = new(ByTime.Instance);

    public CollectionDefinition<T> Definition => definition;

    /// <summary>When the next document is due, UTC; null if none is.</summary>
    public DateTimeOffset? NextDue { get; private set; }

    private static IReadOnlyList<PendingMessage> PendingOf(Document<T> document) =>
        (IReadOnlyList<PendingMessage>?)Pending?.Invoke(document.Body, null) ?? [];

    /// <summary>All documents, tombstones included.</summary>
    public IEnumerable<Document<T>> All => _tenants.Values.SelectMany(documents => documents.Values).Select(entry => entry.Document);

    public IDocumentCollection<TView> ViewFor<TView>(SimulatedProcess process, CollectionDefinition<TView> view)
        where TView : class => new ViewCollection<T, TView>(new GatedCollection<T>(process, definition, this), view);

    public Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
        Locked(() => Peek(tenant, id));

    public Task<IReadOnlyList<Document<T>>> GetManyAsync(
        TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<Document<T>>>(() => [.. ids.Distinct().Select(id => Peek(tenant, id)).OfType<Document<T>>()]);

    public Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken) => Locked(() =>
        Find(document.Tenant, document.Id) is not null
            ? Taken(document, new UniqueKey(UniqueKey.Id, document.Id))
            : Store(document with { Revision = 1 }, null));

    public Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken) => Locked(() =>
        Find(document.Tenant, document.Id) is { } present && present.Written.Revision == document.Revision
            ? Store(document with { Revision = document.Revision + 1 }, present)
            : new WriteResult<T> { Outcome = WriteOutcome.ConcurrencyConflict });

    public Task InsertMissingAsync(IReadOnlyCollection<Document<T>> documents, CancellationToken cancellationToken) =>
        Task.WhenAll(documents.Select(document => InsertAsync(document, cancellationToken)));

    public Task<int> AmendAsync(IReadOnlyCollection<Amendment<T>> amendments, CancellationToken cancellationToken) => Locked(() =>
    {
        var stored = 0;
        foreach (var amendment in amendments)
        {
            var read = amendment.Read;
            if (Find(read.Tenant, read.Id) is not { } present
                || (present.Written.Revision, present.Written.DueAt) != (read.Revision, read.DueAt))
                continue;
            Put(present.Written with { Body = amendment.Body, DueAt = amendment.DueAt }, present);
            stored++;
        }

        return stored;
    });

    public Task<bool> DeleteAsync(Document<T> document, CancellationToken cancellationToken) => Locked(() =>
    {
        if (Find(document.Tenant, document.Id) is not { } present || present.Written.Revision != document.Revision)
            return false;
        Remove(present);
        NextDue = _due.Count == 0 ? null : _due.Min.Due;
        return _tenants[document.Tenant].Remove(document.Id);
    });

    public Task<IReadOnlyList<Document<T>>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<Document<T>>>(() =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return [.. InMemoryQuery.Select(this, query, Matching(query.Tenant, query.Filter).Select(entry => entry.Document))];
        });

    public Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken) =>
        Locked(() => Matching(tenant, filter).LongCount());

    public Task<IReadOnlyList<Document<T>>> DueAsync(
        DateTimeOffset now, int limit, IReadOnlyCollection<TenantId> except, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<Document<T>>>(() =>
            [
            .. _due.TakeWhile(due => due.Due <= now).Where(due => !except.Contains(due.Tenant)).Take(limit)
                .Select(due => Find(due.Tenant, due.Id)!.Document),
            ]);

    public Task<long> CountDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Locked(() => _due.TakeWhile(due => due.Due <= now).LongCount());

    public Task<string> ExplainAsync(DocumentQuery query, CancellationToken cancellationToken) => Task.FromResult("in memory");

    /// <summary>Looks at a document, tombstones included.</summary>
    public Document<T>? Peek(TenantId tenant, string id) => Find(tenant, id) is { } entry ? entry.Document : null;

    /// <summary>Looks at a document as it was written, which costs nothing: its body must not be changed.</summary>
    public Document<T>? PeekWritten(TenantId tenant, string id) => Find(tenant, id)?.Written;

    /// <summary>Writes a document once more as it is, as another writer could.</summary>
    public void Touch(Document<T> document) => Put(document with { Revision = document.Revision + 1 }, Find(document.Tenant, document.Id));

    public bool TryPutFirst(PendingMessage entry, int target, DateTimeOffset now)
    {
        var all = All.ToList();
        // Jobs that publish by themselves never use theirs.
        if (!_isOutboxUsed)
            return false;
        var document = all[target % all.Count];
        IReadOnlyList<PendingMessage> pending = [entry, .. PendingOf(document)];
        var body = (T)WithPending!.Invoke(document.Body, [pending])!;
        Touch(document with { Body = body, DueAt = now });
        return true;
    }

    private Task<TResult> Locked<TResult>(Func<TResult> work)
    {
        lock (_lock)
            return Task.FromResult(work());
    }

    private InMemoryEntry<T>? Find(TenantId tenant, string id) => _tenants.GetValueOrDefault(tenant)?.GetValueOrDefault(id);

    private IEnumerable<InMemoryEntry<T>> Matching(TenantId tenant, BoundFilter? filter) =>
        (_tenants.GetValueOrDefault(tenant)?.Values ?? Enumerable.Empty<InMemoryEntry<T>>())
            .Where(entry => !entry.Written.Tombstone)
            .Where(entry => filter is null || FilterEvaluator.Matches(filter, entry.Resource ??= definition.Resource(entry.Document.Body)));

    private WriteResult<T> Store(Document<T> document, InMemoryEntry<T>? present)
    {
        foreach (var key in Keys(document))
        {
            if (_unique.TryGetValue((document.Tenant, key), out var holder) && holder != document.Id)
                return Taken(document, key);
        }

        Put(document, present);
        return new WriteResult<T> { Outcome = WriteOutcome.Done, Document = document };
    }

    private void Put(Document<T> document, InMemoryEntry<T>? present)
    {
        if (present is not null)
            Remove(present);
        document = document with { DueAt = document.DueAt?.ToUniversalTime() };
        ref var documents = ref CollectionsMarshal.GetValueRefOrAddDefault(_tenants, document.Tenant, out _);
        documents ??= new SortedDictionary<string, InMemoryEntry<T>>(StringComparer.Ordinal);
        documents[document.Id] = new InMemoryEntry<T>(document);
        _isOutboxUsed = _isOutboxUsed || PendingOf(document).Count > 0;
        foreach (var key in Keys(document))
            _unique[(document.Tenant, key)] = document.Id;
        if (document.DueAt is { } due)
            _due.Add((due, document.Tenant, document.Id));
        NextDue = _due.Count == 0 ? null : _due.Min.Due;
    }

    private void Remove(InMemoryEntry<T> entry)
    {
        var document = entry.Written;
        foreach (var key in Keys(document))
            _unique.Remove((document.Tenant, key));
        if (document.DueAt is { } due)
            _due.Remove((due, document.Tenant, document.Id));
    }

    private IEnumerable<UniqueKey> Keys(Document<T> document) =>
        (document.Tombstone ? definition.TombstoneKeys : definition.UniqueKeys)(document.Body).Distinct();

    private static WriteResult<T> Taken(Document<T> document, UniqueKey key) =>
        new() { Outcome = WriteOutcome.DuplicateKey, Duplicate = key, Rejected = document };

    /// <summary>Longest overdue first.</summary>
    private sealed class ByTime : IComparer<(DateTimeOffset Due, TenantId Tenant, string Id)>
    {
        public static ByTime Instance { get; } = new();

        public int Compare((DateTimeOffset Due, TenantId Tenant, string Id) x, (DateTimeOffset Due, TenantId Tenant, string Id) y)
        {
            var order = x.Due.CompareTo(y.Due);
            if (order == 0)
                order = string.CompareOrdinal(x.Tenant.Value, y.Tenant.Value);
            return order == 0 ? string.CompareOrdinal(x.Id, y.Id) : order;
        }
    }
}
