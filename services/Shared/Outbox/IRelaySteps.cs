namespace Scim.Bus.Outbox;

/// <summary>
/// The steps that a relay goes through in the background. The simulator of the tests takes them one at a time, in any order.
/// </summary>
internal interface IRelaySteps
{
    /// <summary>Name of the collection.</summary>
    string Collection { get; }

    /// <summary>True if a document waits for its messages to be published, or its local entries to be stored.</summary>
    bool HasQueued { get; }

    /// <summary>True if published messages are left in documents.</summary>
    bool HasPublished { get; }

    /// <summary>Stores the local entries of the next document that is queued for it, else publishes the messages of the next one.</summary>
    Task PublishNextAsync(CancellationToken cancellationToken);

    /// <summary>Takes published messages out of their documents.</summary>
    Task RemoveAsync(CancellationToken cancellationToken);

    /// <summary>Takes over what is due.</summary>
    Task SweepAsync(CancellationToken cancellationToken);
}
