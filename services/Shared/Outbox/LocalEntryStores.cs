namespace Scim.Bus.Outbox;

/// <summary>The stores for local entries of this process's services.</summary>
public sealed class LocalEntryStores(IEnumerable<ILocalEntryStore> stores)
{
    private readonly IReadOnlyList<ILocalEntryStore> _stores = [.. stores];

    /// <summary>The stores that take entries of a service's outboxes.</summary>
    internal IEnumerable<ILocalEntryStore> Of(string service) => _stores.Where(store => store.Service == service);

    /// <summary>Stores an entry of an outbox, unless it is stored already.</summary>
    /// <param name="service">The service whose outbox it is in.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <exception cref="UnpublishableMessageException">No store takes it, or it can't be read: it is of another version.</exception>
    public Task StoreAsync(string service, PendingMessage entry, CancellationToken cancellationToken)
    {
        var store = Of(service).FirstOrDefault(candidate => candidate.Name == entry.Local) ?? throw NoStore(service, entry);
        return store.StoreAsync(entry, cancellationToken);
    }

    /// <summary>What is wrong with an entry that no store takes.</summary>
    internal static UnpublishableMessageException NoStore(string service, PendingMessage entry) => new(
        $"{service} has no store '{entry.Local}' for the entry: another version of Scim.Bus put it into the outbox.");
}
