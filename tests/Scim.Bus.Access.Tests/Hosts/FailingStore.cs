using Scim.Bus.DocumentStore;

namespace Scim.Bus.Access.Tests.Hosts;

/// <summary>A store whose writes to one collection fail when a test wants it: before they are done, or after.</summary>
internal sealed class FailingStore(IDocumentStore inner) : IDocumentStore
{
    /// <summary>Name of the collection whose inserts and replacements fail; null for none.</summary>
    public string? Collection { get; set; }

    /// <summary>True if they fail after they were done, as when the answer of a server is lost.</summary>
    public bool IsLate { get; set; }

    public IDocumentCollection<T> Open<T>(CollectionDefinition<T> definition)
        where T : class => new FailingCollection<T>(inner.Open(definition), this);

    public Task VerifySchemaAsync(string service, CancellationToken cancellationToken) =>
        inner.VerifySchemaAsync(service, cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) => inner.PingAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
