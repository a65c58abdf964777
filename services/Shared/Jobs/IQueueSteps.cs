namespace Scim.Bus.Jobs;

/// <summary>
/// What a background queue does, item by item. The simulator of the tests takes these steps at moments of its own choice.
/// </summary>
internal interface IQueueSteps
{
    /// <summary>True if an item is queued.</summary>
    bool HasQueued { get; }

    /// <summary>Processes the next item that is queued.</summary>
    Task ProcessNextAsync(CancellationToken cancellationToken);
}
