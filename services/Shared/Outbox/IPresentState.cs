namespace Scim.Bus.Outbox;

/// <summary>
/// Says the present state of a document in messages, which stand in for one that was discarded. Subscribers then miss nothing (I2):
/// whatever the discarded message said, the present state is as new or newer. A collection without an implementation can't replace its
/// messages.
/// </summary>
/// <typeparam name="T">Type of the document's body.</typeparam>
public interface IPresentState<T>
    where T : class, IHasOutbox<T>
{
    /// <summary>Creates the messages. Their ids are replaced by ids that follow from the discarded message's.</summary>
    /// <param name="body">The document, which may be a tombstone's.</param>
    /// <param name="discarded">The message to stand in for. Its type may be unknown, and its body of any shape.</param>
    /// <param name="cancellationToken">Cancels reads of other documents.</param>
    /// <exception cref="NoPresentStateException">Nothing that is stored covers what the message said.</exception>
    Task<IReadOnlyList<PendingMessage>> DescribeAsync(T body, PendingMessage discarded, CancellationToken cancellationToken);
}
