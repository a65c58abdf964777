namespace Scim.Bus.DocumentStore;

/// <summary>The document store of a host: opens collections in one engine.</summary>
public interface IDocumentStore : IAsyncDisposable
{
    /// <summary>Opens a collection.</summary>
    /// <exception cref="InvalidOperationException">The engine's connection string is missing or invalid.</exception>
    IDocumentCollection<T> Open<T>(CollectionDefinition<T> definition)
        where T : class;

    /// <summary>Stamps a service's database if it is empty; verifies its stamp otherwise (<see cref="StoreSchema"/>).</summary>
    /// <exception cref="StoreSchemaException">The database was written with another schema.</exception>
    /// <exception cref="StoreUnavailableException">The engine does not answer.</exception>
    Task VerifySchemaAsync(string service, CancellationToken cancellationToken);

    /// <summary>Checks that the databases of the host can be written, by a write that changes nothing. Fails when a disk is full.</summary>
    /// <exception cref="StoreUnavailableException">The engine does not answer, or does not accept the write.</exception>
    Task PingAsync(CancellationToken cancellationToken);
}
