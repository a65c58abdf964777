using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.Tests;

/// <summary>A store that counts what it does, so that a test can tell what a request costs without a clock.</summary>
internal sealed class CountingStore(IOptions<DocumentStoreOptions> options) : IDocumentStore
{
    private readonly SqliteDocumentStore _store = new(options);
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public static Action<IServiceCollection> Registration { get; } = services => services
        .AddSingleton<CountingStore>()
        .AddSingleton<IDocumentStore>(provider => provider.GetRequiredService<CountingStore>());

    /// <summary>Documents of a collection that were read since the start.</summary>
    public long Read(string collection) => _counts.GetValueOrDefault($"{collection} read");

    /// <summary>Documents of a collection that were written since the start.</summary>
    public long Written(string collection) => _counts.GetValueOrDefault($"{collection} written");

    public IDocumentCollection<T> Open<T>(CollectionDefinition<T> definition)
        where T : class => new Collection<T>(_store.Open(definition), Count);

    public Task VerifySchemaAsync(string service, CancellationToken cancellationToken) =>
        _store.VerifySchemaAsync(service, cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) => _store.PingAsync(cancellationToken);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private void Count(string what, long count) => _counts.AddOrUpdate(what, count, (_, before) => before + count);

    private sealed class Collection<T>(IDocumentCollection<T> inner, Action<string, long> count) : IDocumentCollection<T>
        where T : class
    {
        public CollectionDefinition<T> Definition => inner.Definition;

        public async Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken)
        {
            count($"{Definition.Name} read", 1);
            return await inner.GetAsync(tenant, id, cancellationToken);
        }

        public async Task<IReadOnlyList<Document<T>>> GetManyAsync(
            TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
            Read(await inner.GetManyAsync(tenant, ids, cancellationToken));

        public Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken)
        {
            count($"{Definition.Name} written", 1);
            return inner.InsertAsync(document, cancellationToken);
        }

        public Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken)
        {
            count($"{Definition.Name} written", 1);
            return inner.ReplaceAsync(document, cancellationToken);
        }

        public Task InsertMissingAsync(IReadOnlyCollection<Document<T>> documents, CancellationToken cancellationToken)
        {
            count($"{Definition.Name} written", documents.Count);
            return inner.InsertMissingAsync(documents, cancellationToken);
        }

        /// <remarks>Not counted: the relay amends what it has published, in its own time.</remarks>
        public Task<int> AmendAsync(IReadOnlyCollection<Amendment<T>> amendments, CancellationToken cancellationToken) =>
            inner.AmendAsync(amendments, cancellationToken);

        public Task<bool> DeleteAsync(Document<T> document, CancellationToken cancellationToken) =>
            inner.DeleteAsync(document, cancellationToken);

        public async Task<IReadOnlyList<Document<T>>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken) =>
            Read(await inner.QueryAsync(query, cancellationToken));

        public Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken) =>
            inner.CountAsync(tenant, filter, cancellationToken);

        /// <remarks>Not counted: the sweepers ask once a second, whatever a request does.</remarks>
        public Task<IReadOnlyList<Document<T>>> DueAsync(
            DateTimeOffset now, int limit, IReadOnlyCollection<TenantId> except, CancellationToken cancellationToken) =>
            inner.DueAsync(now, limit, except, cancellationToken);

        public Task<long> CountDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
            inner.CountDueAsync(now, cancellationToken);

        public Task<string> ExplainAsync(DocumentQuery query, CancellationToken cancellationToken) =>
            inner.ExplainAsync(query, cancellationToken);

        private IReadOnlyList<Document<T>> Read(IReadOnlyList<Document<T>> found)
        {
            count($"{Definition.Name} read", found.Count);
            return found;
        }
    }
}
