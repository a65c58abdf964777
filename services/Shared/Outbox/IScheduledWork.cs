using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Runs work scheduled on a document (<see cref="IHasOutbox{TSelf}.NextDueAt"/>), other than publishing its outbox. The relay's sweeper
/// calls it.
/// </summary>
/// <typeparam name="T">Type of the document's body.</typeparam>
public interface IScheduledWork<T>
    where T : class, IHasOutbox<T>
{
    /// <summary>
    /// Does the work and stores that it is done. Must be idempotent: it may be called again for the same work, even in another process at
    /// the same time. A failure is retried later.
    /// </summary>
    Task ExecuteAsync(Document<T> document, CancellationToken cancellationToken);
}
