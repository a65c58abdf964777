namespace Scim.Bus.DocumentStore;

/// <summary>Reads due documents of all tenants.</summary>
public static class DueDocuments
{
    /// <summary>
    /// Gets documents of all tenants, including tombstones, whose <see cref="Document{T}.DueAt"/> has passed; longest overdue first.
    /// </summary>
    public static Task<IReadOnlyList<Document<T>>> DueAsync<T>(
        this IDocumentCollection<T> collection, DateTimeOffset now, int limit, CancellationToken cancellationToken)
        where T : class => collection.DueAsync(now, limit, except: [], cancellationToken);
}
