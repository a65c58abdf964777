using System.Diagnostics.CodeAnalysis;
using Scim.Bus.Contracts;

namespace Scim.Bus.Outbox;

/// <summary>
/// Waiting items of tenants that take turns: each turn is the oldest item of the next tenant, so that however many one tenant has, another
/// waits for one of them at most. Not thread-safe.
/// </summary>
internal sealed class TenantRotation<TItem>
{
    private readonly Dictionary<TenantId, Queue<TItem>> _waiting = [];
    private readonly Queue<TenantId> _turns = [];

    /// <summary>Number of items.</summary>
    public int Count { get; private set; }

    public int CountOf(TenantId tenant) => _waiting.TryGetValue(tenant, out var items) ? items.Count : 0;

    public void Add(TenantId tenant, TItem item)
    {
        if (!_waiting.TryGetValue(tenant, out var items))
        {
            _waiting.Add(tenant, items = []);
            _turns.Enqueue(tenant);
        }

        items.Enqueue(item);
        Count++;
    }

    public bool TryTake([MaybeNullWhen(false)] out TItem item)
    {
        if (!_turns.TryDequeue(out var tenant))
        {
            item = default;
            return false;
        }

        var items = _waiting[tenant];
        item = items.Dequeue();
        Count--;
        if (items.Count > 0)
            _turns.Enqueue(tenant);
        else
            _waiting.Remove(tenant);
        return true;
    }
}
