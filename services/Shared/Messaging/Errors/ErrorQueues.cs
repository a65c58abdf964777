using System.Collections.Concurrent;

namespace Scim.Bus.Messaging.Errors;

/// <summary>The queues of this process's services, each with the store that its errors go to.</summary>
internal sealed class ErrorQueues(IEnumerable<ErrorStore> stores)
{
    private readonly IReadOnlyList<ErrorStore> _stores = [.. stores];
    private readonly ConcurrentDictionary<string, ErrorStore> _queues = new(StringComparer.Ordinal);

    /// <summary>All queues with their stores.</summary>
    public IReadOnlyCollection<KeyValuePair<string, ErrorStore>> All => _queues;

    /// <summary>Adds a queue. Returns the store of the service that its name begins with; null if that service has none.</summary>
    public ErrorStore? Add(string queue)
    {
        var store = _stores.FirstOrDefault(candidate => queue.StartsWith($"{candidate.Service}-", StringComparison.Ordinal));
        if (store is not null)
            _queues[queue] = store;
        return store;
    }
}
