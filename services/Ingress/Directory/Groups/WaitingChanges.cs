using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>The changes that wait for each group, oldest first. By tenant too, because any tenant may send any id (I7).</summary>
internal sealed class WaitingChanges
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(TenantId, GroupId), LinkedList<WaitingChange>> _changes = [];

    public void Add((TenantId Tenant, GroupId Id) group, WaitingChange change)
    {
        lock (_lock)
        {
            if (!_changes.TryGetValue(group, out var waiting))
                _changes.Add(group, waiting = []);
            waiting.AddLast(change);
        }
    }

    /// <summary>Takes the oldest. Who takes them has to answer them, or to put them back.</summary>
    public IReadOnlyList<WaitingChange> Take((TenantId Tenant, GroupId Id) group, int most)
    {
        lock (_lock)
        {
            if (!_changes.TryGetValue(group, out var waiting))
                return [];
            var taken = waiting.Take(most).ToList();
            foreach (var _ in taken)
                waiting.RemoveFirst();
            RemoveIfEmpty(group, waiting);
            return taken;
        }
    }

    /// <summary>Puts changes back that cannot be stored yet. Those whose request was cancelled meanwhile are answered.</summary>
    public void PutBack((TenantId Tenant, GroupId Id) group, IEnumerable<WaitingChange> changes)
    {
        lock (_lock)
        {
            foreach (var change in changes.Reverse())
            {
                if (change.IsCancelled)
                {
                    change.Cancel();
                    continue;
                }

                if (!_changes.TryGetValue(group, out var waiting))
                    _changes.Add(group, waiting = []);
                waiting.AddFirst(change);
            }
        }
    }

    /// <summary>Removes a change that still waits.</summary>
    /// <returns>False if it was taken already.</returns>
    public bool Remove((TenantId Tenant, GroupId Id) group, WaitingChange change)
    {
        lock (_lock)
        {
            if (!_changes.TryGetValue(group, out var waiting) || !waiting.Remove(change))
                return false;
            RemoveIfEmpty(group, waiting);
            return true;
        }
    }

    private void RemoveIfEmpty((TenantId Tenant, GroupId Id) group, LinkedList<WaitingChange> waiting)
    {
        if (waiting.Count == 0)
            _changes.Remove(group);
    }
}
