namespace Scim.Protocol.Bulk;

/// <summary>
/// Chooses which operation of a bulk request is next: the first, in the request's order, that waits for no other. Where all wait for each
/// other, one is chosen that must be created without what it refers to (RFC 7644, section 3.7.1). Costs time in proportion to the
/// references.
/// </summary>
public sealed class BulkOrder
{
    private readonly Dictionary<string, int> _creators = new(StringComparer.Ordinal);
    private readonly bool[] _isTaken;

    /// <summary>For each operation, the creations that it waits for; the first of them may be done.</summary>
    private readonly int[][] _blockers;
    private readonly int[] _firstBlocker;

    /// <summary>For each creation the operations that wait for it.</summary>
    private readonly ILookup<int, int> _waitingFor;
    private readonly int[] _blockerCount;
    private readonly SortedSet<int> _ready = [];
    private int _firstWaiting;

    /// <summary>The order of operations.</summary>
    public BulkOrder(IReadOnlyList<BulkOperation> operations)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] is { IsCreation: true, Refusal: null, BulkId: { } bulkId })
                _creators.Add(bulkId, i);
        }

        _isTaken = new bool[operations.Count];
        _blockers = [.. operations.Select(BlockersOf)];
        _firstBlocker = new int[operations.Count];
        _blockerCount = [.. _blockers.Select(blockers => blockers.Length)];
        _waitingFor = _blockers
            .SelectMany((blockers, i) => blockers.Select(blocker => (blocker, i)))
            .ToLookup(pair => pair.blocker, pair => pair.i);
        for (var i = 0; i < operations.Count; i++)
        {
            if (_blockerCount[i] == 0)
                _ready.Add(i);
        }
    }

    /// <summary>True if the operation that creates this <c>bulkId</c> has not been taken yet.</summary>
    public bool IsStillToCome(string bulkId) => _creators.TryGetValue(bulkId, out var creator) && !_isTaken[creator];

    /// <summary>Takes the next operation; null at the end.</summary>
    public int? TakeNext()
    {
        if (_ready.Count == 0)
        {
            while (_firstWaiting < _isTaken.Length && _isTaken[_firstWaiting])
                _firstWaiting++;
            if (_firstWaiting == _isTaken.Length)
                return null;
            return Take(InCycle(_firstWaiting));
        }

        return Take(_ready.Min);
    }

    private int Take(int next)
    {
        _isTaken[next] = true;
        _ready.Remove(next);
        foreach (var waiting in _waitingFor[next])
        {
            if (--_blockerCount[waiting] == 0 && !_isTaken[waiting])
                _ready.Add(waiting);
        }

        return next;
    }

    /// <summary>
    /// Finds an operation of a cycle: follows what each operation waits for until one repeats. Operations that only wait for a cycle are
    /// not chosen.
    /// </summary>
    private int InCycle(int from)
    {
        var seen = new HashSet<int>();
        var at = from;
        while (seen.Add(at))
        {
            while (_isTaken[_blockers[at][_firstBlocker[at]]])
                _firstBlocker[at]++;
            at = _blockers[at][_firstBlocker[at]];
        }

        return at;
    }

    private int[] BlockersOf(BulkOperation operation, int index)
    {
        if (operation.Refusal is not null)
            return [];
        var references = BulkReferences.In(operation.Data)
            .Concat((operation.Path?.Split('/') ?? []).Select(BulkReferences.Target).OfType<string>());
        return
        [
            .. references.Where(_creators.ContainsKey)
                .Select(reference => _creators[reference])
                .Where(creator => creator != index)
                .Distinct(),
        ];
    }
}
