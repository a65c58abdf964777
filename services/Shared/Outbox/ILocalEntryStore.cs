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

    /// <summary>Stores an entry, unless one with its <see cref="PendingMessage.MessageId"/> is stored already.</summary>
    /// <exception cref="UnpublishableMessageException">The entry can't be read: another version of the program stored it.</exception>
    Task StoreAsync(PendingMessage entry, CancellationToken cancellationToken);
}
