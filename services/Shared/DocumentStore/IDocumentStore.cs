namespace Scim.Bus.DocumentStore;

/// <summary>Opens collections in one engine.</summary>
public interface IDocumentStore : IAsyncDisposable
{
    /// <summary>Opens a collection.</summary>
    /// <exception cref="InvalidOperationException">The engine's connection string is missing.</exception>
    IDocumentCollection<T> Open<T>(CollectionDefinition<T> definition)
        where T : class;

    /// <summary>Checks that the engine answers.</summary>
    /// <exception cref="StoreUnavailableException">It does not.</exception>
    Task PingAsync(CancellationToken cancellationToken);
}
