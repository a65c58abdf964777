using Scim.Bus.DocumentStore;

namespace Scim.Bus.Messaging.Relaying;

/// <summary>Does what is due for a document beside publishing. Registered where a collection has such work.</summary>
/// <typeparam name="T">What the document holds.</typeparam>
public interface IDueWork<T>
    where T : class, IOutboxBody<T>
{
    /// <summary>
    /// Does it, and stores that it is done. May be called again for the same work, also in another process at the same time; a failure is
    /// tried again later.
    /// </summary>
    Task DoAsync(Document<T> document, CancellationToken cancellationToken);
}
