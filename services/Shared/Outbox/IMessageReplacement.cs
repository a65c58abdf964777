using Scim.Bus.Contracts;

namespace Scim.Bus.Outbox;

/// <summary>
/// Replaces discarded messages of one collection by the present state of their documents (<see cref="IPresentState{T}"/>).
/// </summary>
public interface IMessageReplacement
{
    /// <summary>Service that owns the collection.</summary>
    string Service { get; }

    /// <summary>Name of the collection.</summary>
    string Collection { get; }

    /// <summary>
    /// Puts messages with the present state into the document's outbox. Does nothing if the document no longer exists.
    /// </summary>
    /// <exception cref="NoPresentStateException">No message can stand in for this one.</exception>
    Task ReplaceAsync(TenantId tenant, string documentId, PendingMessage discarded, CancellationToken cancellationToken);
}
