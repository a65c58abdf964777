using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Protocol.Filters;

namespace Scim.Bus.Simulation.Tests.Store;

/// <summary>
/// A collection in memory with the semantics of the real engines, held to the same compliance suite: compare-and-set, unique keys,
/// tombstones, and bodies that are what JSON keeps of them.
/// </summary>
internal sealed class InMemoryCollection<T>(CollectionDefinition<T> definition) : IDocumentCollection<T>, IOutboxPeek
    where T : class
{
    /// <summary>Records can't be changed by who reads them, so they are not copied. (Every record has a clone method.)</summary>
    private static readonly bool IsImmutable = typeof(T).GetMethod("<Clone>$") is not null;

    private static readonly MethodInfo? WithPending = typeof(T).GetMethod("WithPending");
    private static readonly MethodInfo? Pending = typeof(T).GetMethod("get_Pending");

    private readonly Lock _lock = new();
    private readonly Dictionary<TenantId, SortedDictionary<string, Entry>> _tenants = [];
    private readonly Dictionary<(TenantId, UniqueKey), string> _unique = [];
    private readonly SortedSet<(DateTimeOffset Due, TenantId Tenant, string Id)> _due = new(ByTime.Instance);

    public CollectionDefinition<T> Definition => definition;

    /// <summary>When the next document is due, UTC; null if none is.</summary>
    public DateTimeOffset? NextDue => _due.Count == 0 ? null : _due.Min.Due;

    /// <summary>All documents, tombstones included.</summary>
    public IEnumerable<Document<T>> All => _tenants.Values.SelectMany(documents => documents.Values).Select(Read);

    public Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
        Locked(() => Peek(tenant, id));

    public Task<IReadOnlyList<Document<T>>> GetManyAsync(
        TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<Document<T>>>(() => [.. ids.Distinct().Select(id => Find(tenant, id)).OfType<Entry>().Select(Read)]);

    public Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken) => Locked(() =>
        Find(document.Tenant, document.Id) is not null
            ? Taken(document, new UniqueKey(UniqueKey.Id, document.Id))
            : Store(document with { Revision = 1 }, null));

    public Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken) => Locked(() =>
        Find(document.Tenant, document.Id) is { } present && present.Document.Revision == document.Revision
            ? Store(document with { Revision = document.Revision + 1 }, present)
            : new WriteResult<T> { Outcome = WriteOutcome.ConcurrencyConflict });

    public Task InsertMissingAsync(IReadOnlyCollection<Document<T>> documents, CancellationToken cancellationToken) =>
        Task.WhenAll(documents.Select(document => InsertAsync(document, cancellationToken)));

    public Task<int> AmendAsync(IReadOnlyCollection<Document<T>> documents, CancellationToken cancellationToken) => Locked(() =>
    {
        var stored = 0;
        foreach (var document in documents)
        {
            if (Find(document.Tenant, document.Id) is not { } present || present.Document.Revision != document.Revision)
                continue;
            Put(present.Document with { Body = document.Body, DueAt = document.DueAt }, present);
            stored++;
        }

        return stored;
    });

    public Task<bool> DeleteAsync(Document<T> document, CancellationToken cancellationToken) => Locked(() =>
    {
        if (Find(document.Tenant, document.Id) is not { } present || present.Document.Revision != document.Revision)
            return false;
        Remove(present);
        return _tenants[document.Tenant].Remove(document.Id);
    });

    public Task<IReadOnlyList<Document<T>>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<Document<T>>>(() =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return [.. InMemoryQuery.Select(this, query, Matching(query.Tenant, query.Filter).Select(Read))];
        });

    public Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken) =>
        Locked(() => Matching(tenant, filter).LongCount());

    public Task<IReadOnlyList<Document<T>>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<Document<T>>>(() =>
            [.. _due.TakeWhile(due => due.Due <= now).Take(limit).Select(due => Read(Find(due.Tenant, due.Id)!))]);

    public Task<string> ExplainAsync(DocumentQuery query, CancellationToken cancellationToken) => Task.FromResult("in memory");

    /// <summary>Looks at a document, tombstones included.</summary>
    public Document<T>? Peek(TenantId tenant, string id) => Find(tenant, id) is { } entry ? Read(entry) : null;

    /// <summary>Writes a document once more as it is, as another writer could.</summary>
    public void Touch(Document<T> document) => Put(document with { Revision = document.Revision + 1 }, Find(document.Tenant, document.Id));

    public bool TryPutFirst(PendingMessage entry, int target, DateTimeOffset now)
    {
        var all = All.ToList();
        if (WithPending is null || all.Count == 0)
            return false;
        var document = all[target % all.Count];
        IReadOnlyList<PendingMessage> pending = [entry, .. (IReadOnlyList<PendingMessage>)Pending!.Invoke(document.Body, null)!];
        var body = (T)WithPending.Invoke(document.Body, [pending])!;
        Touch(document with { Body = body, DueAt = now });
        return true;
    }

    private Task<TResult> Locked<TResult>(Func<TResult> work)
    {
        lock (_lock)
            return Task.FromResult(work());
    }

    private Entry? Find(TenantId tenant, string id) => _tenants.GetValueOrDefault(tenant)?.GetValueOrDefault(id);

    private IEnumerable<Entry> Matching(TenantId tenant, BoundFilter? filter) =>
        (_tenants.GetValueOrDefault(tenant)?.Values ?? Enumerable.Empty<Entry>())
            .Where(entry => !entry.Document.Tombstone)
            .Where(entry => filter is null || FilterEvaluator.Matches(filter, entry.Resource ??= definition.Resource(entry.Document.Body)));

    private WriteResult<T> Store(Document<T> document, Entry? present)
    {
        foreach (var key in Keys(document))
        {
            if (_unique.TryGetValue((document.Tenant, key), out var holder) && holder != document.Id)
                return Taken(document, key);
        }

        Put(document, present);
        return new WriteResult<T> { Outcome = WriteOutcome.Done, Document = document };
    }

    private void Put(Document<T> document, Entry? present)
    {
        if (present is not null)
            Remove(present);
        document = document with { DueAt = document.DueAt?.ToUniversalTime() };
        var json = JsonSerializer.SerializeToUtf8Bytes(document.Body, DocumentJson.Options);
        ref var documents = ref CollectionsMarshal.GetValueRefOrAddDefault(_tenants, document.Tenant, out _);
        documents ??= new SortedDictionary<string, Entry>(StringComparer.Ordinal);
        documents[document.Id] = new Entry { Json = json, Document = document with { Body = Parse(json) } };
        foreach (var key in Keys(document))
            _unique[(document.Tenant, key)] = document.Id;
        if (document.DueAt is { } due)
            _due.Add((due, document.Tenant, document.Id));
    }

    private void Remove(Entry entry)
    {
        var document = entry.Document;
        foreach (var key in Keys(document))
            _unique.Remove((document.Tenant, key));
        if (document.DueAt is { } due)
            _due.Remove((due, document.Tenant, document.Id));
    }

    private IEnumerable<UniqueKey> Keys(Document<T> document) =>
        document.Tombstone ? [] : definition.UniqueKeys(document.Body).Distinct();

    private static WriteResult<T> Taken(Document<T> document, UniqueKey key) =>
        new() { Outcome = WriteOutcome.DuplicateKey, Duplicate = key, Rejected = document };

    private static Document<T> Read(Entry entry) =>
        IsImmutable ? entry.Document : entry.Document with { Body = Parse(entry.Json) };

    private static T Parse(byte[] json) => JsonSerializer.Deserialize<T>(json, DocumentJson.Options)!;

    private sealed class Entry
    {
        public required byte[] Json { get; init; }

        public required Document<T> Document { get; init; }

        /// <summary>What queries see; made when the first one looks.</summary>
        public System.Text.Json.Nodes.JsonObject? Resource { get; set; }
    }

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
