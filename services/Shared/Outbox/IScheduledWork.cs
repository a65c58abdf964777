using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>Runs work scheduled on a document (<see cref="IHasOutbox{TSelf}.NextDueAt"/>), other than publishing its outbox. The relay's sweeper calls it.</summary>
/// <typeparam name="T">What the document holds.</typeparam>
public interface IScheduledWork<T>
    where T : class, IHasOutbox<T>
{
    /// <summary>
    /// Does the work, and stores that it is done. Must be idempotent: it may be called again for the same work, also in another process at the same
    /// time, and a failure is tried again later.
    /// </summary>
    Task ExecuteAsync(Document<T> document, CancellationToken cancellationToken);
}
