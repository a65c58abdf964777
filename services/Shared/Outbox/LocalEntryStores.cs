namespace Scim.Bus.Outbox;

/// <summary>The stores for local entries of this process's services.</summary>
public sealed class LocalEntryStores(IEnumerable<ILocalEntryStore> stores)
{
    private readonly IReadOnlyList<ILocalEntryStore> _stores = [.. stores];

    /// <summary>Stores an entry of an outbox, unless it is stored already.</summary>
    /// <param name="service">The service whose outbox it is in.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <exception cref="UnpublishableMessageException">No store takes it, or it can't be read: it is of another version.</exception>
    public Task StoreAsync(string service, PendingMessage entry, CancellationToken cancellationToken)
    {
        var store = _stores.FirstOrDefault(candidate => candidate.Service == service && candidate.Name == entry.Local)
            ?? throw new UnpublishableMessageException(
                $"{service} has no store '{entry.Local}' for the entry: another version of Scim.Bus put it into the outbox.");
        return store.StoreAsync(entry, cancellationToken);
    }
}
