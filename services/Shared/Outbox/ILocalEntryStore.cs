namespace Scim.Bus.Outbox;

/// <summary>
/// A store of the service itself for entries of outboxes, such as its audit log: what the entry tells of and the entry are one write (I1).
/// The relay hands the entry over and takes it out of its document then; it needs no broker for that, and never publishes it.
/// </summary>
public interface ILocalEntryStore
{
    /// <summary>Service whose outboxes the entries are from.</summary>
    string Service { get; }

    /// <summary>Name of the store, as <see cref="PendingMessage.Local"/> has it.</summary>
    string Name { get; }

    /// <summary>Number of documents whose entries are stored together; 1 for a store that takes them one by one.</summary>
    int BatchSize => 1;

    /// <summary>How long the first document of a batch waits for others.</summary>
    TimeSpan BatchDelay => TimeSpan.Zero;

    /// <summary>Stores an entry, unless one with its <see cref="PendingMessage.MessageId"/> is stored already.</summary>
    /// <exception cref="UnpublishableMessageException">The entry can't be read: another version of the program stored it.</exception>
    Task StoreAsync(PendingMessage entry, CancellationToken cancellationToken);

    /// <summary>Stores entries together, those that are not stored already. After a failure all of them are handed over again.</summary>
    /// <exception cref="UnpublishableMessageException">One of the entries can't be read: they are handed over one by one then.</exception>
    async Task StoreAsync(IReadOnlyList<PendingMessage> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
            await StoreAsync(entry, cancellationToken);
    }
}
