using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Sending;
using Scim.Protocol.Filters;

namespace Scim.Bus.Notifications.Tests;

/// <summary>
/// Makes one write of a tenant's documents fail, before or after it was done. All progress is in the store, so a failed write leaves behind
/// what a crash would. Writes of the sender do not count: after a crash there, an uncertain outcome is correct. Queries can be held.
/// </summary>
internal sealed class WriteFailures
{
    private readonly Lock _lock = new();
    private TenantId _tenant;
    private int _left;
    private bool _afterWrite;

    /// <summary>Awaited before a query, so that a test can hold it.</summary>
    public Func<DocumentQuery, Task> BeforeQuery { get; set; } = _ => Task.CompletedTask;

    /// <summary>Awaited once a query was answered, before its reader goes on.</summary>
    public Func<DocumentQuery, Task> AfterQuery { get; set; } = _ => Task.CompletedTask;

    /// <summary>True once the write to fail was reached.</summary>
    public bool IsOver
    {
        get
        {
            lock (_lock)
                return _left <= 0;
        }
    }

    public void Arm(TenantId tenant, int write, bool afterWrite)
    {
        lock (_lock)
            (_tenant, _left, _afterWrite) = (tenant, write, afterWrite);
    }

    public void Disarm()
    {
        lock (_lock)
            _left = 0;
    }

    public void Watch<T>(IServiceCollection services)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(IDocumentCollection<T>));
        services.Remove(inner);
        services.AddSingleton<IDocumentCollection<T>>(
            provider => new Collection<T>((IDocumentCollection<T>)inner.ImplementationFactory!(provider), this));
    }

    private async Task<TResult> WriteAsync<TResult>(TenantId tenant, Func<Task<TResult>> write)
    {
        bool fails, afterWrite;
        lock (_lock)
            (fails, afterWrite) = (tenant == _tenant && _left > 0 && --_left == 0, _afterWrite);
        if (fails && !afterWrite)
            throw new StoreUnavailableException("Failure injected by the test.", new TimeoutException());
        var result = await write();
        return fails ? throw new StoreUnavailableException("Failure injected by the test.", new TimeoutException()) : result;
    }

    private sealed class Collection<T>(IDocumentCollection<T> inner, WriteFailures failures) : IDocumentCollection<T>
        where T : class
    {
        public CollectionDefinition<T> Definition => inner.Definition;

        public Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
            inner.GetAsync(tenant, id, cancellationToken);

        public Task<IReadOnlyList<Document<T>>> GetManyAsync(
            TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
            inner.GetManyAsync(tenant, ids, cancellationToken);

        public Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken) =>
            failures.WriteAsync(document.Tenant, () => inner.InsertAsync(document, cancellationToken));

        public Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken) =>
            typeof(T) == typeof(NotificationRecord)
                ? inner.ReplaceAsync(document, cancellationToken)
                : failures.WriteAsync(document.Tenant, () => inner.ReplaceAsync(document, cancellationToken));

        public Task InsertMissingAsync(IReadOnlyCollection<Document<T>> documents, CancellationToken cancellationToken) =>
            inner.InsertMissingAsync(documents, cancellationToken);

        public Task<int> AmendAsync(IReadOnlyCollection<Amendment<T>> amendments, CancellationToken cancellationToken) =>
            inner.AmendAsync(amendments, cancellationToken);

        public Task<bool> DeleteAsync(Document<T> document, CancellationToken cancellationToken) =>
            inner.DeleteAsync(document, cancellationToken);

        public async Task<IReadOnlyList<Document<T>>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken)
        {
            await failures.BeforeQuery(query);
            var found = await inner.QueryAsync(query, cancellationToken);
            await failures.AfterQuery(query);
            return found;
        }

        public Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken) =>
            inner.CountAsync(tenant, filter, cancellationToken);

        public Task<IReadOnlyList<Document<T>>> DueAsync(
            DateTimeOffset now, int limit, IReadOnlyCollection<TenantId> except, CancellationToken cancellationToken) =>
            inner.DueAsync(now, limit, except, cancellationToken);

        public Task<long> CountDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
            inner.CountDueAsync(now, cancellationToken);

        public Task<string> ExplainAsync(DocumentQuery query, CancellationToken cancellationToken) =>
            inner.ExplainAsync(query, cancellationToken);
    }
}
