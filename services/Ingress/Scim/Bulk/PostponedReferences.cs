using Scim.Protocol.Bulk;

namespace Scim.Bus.Ingress.Scim.Bulk;

/// <summary>
/// The postponed references of a bulk request. Each creation looks at those that wait for it only, so that all of them take time in
/// proportion to the references.
/// </summary>
internal sealed class PostponedReferences
{
    private readonly Dictionary<string, List<PostponedReference>> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<PostponedReference, int> _missing = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<PostponedReference> _resolved = new();

    /// <summary>Those that refer to something that does not exist.</summary>
    public IEnumerable<PostponedReference> Unresolved => _missing.Keys;

    /// <summary>Adds references of a created resource.</summary>
    /// <param name="postponed">The references.</param>
    /// <param name="isMissing">Returns whether the resource of a bulkId does not exist yet.</param>
    public void Add(PostponedReference postponed, Func<string, bool> isMissing)
    {
        var missing = BulkReferences.In(postponed.Additions).Where(isMissing).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
        {
            _resolved.Enqueue(postponed);
            return;
        }

        _missing.Add(postponed, missing.Count);
        foreach (var bulkId in missing)
        {
            if (!_waiting.TryGetValue(bulkId, out var waiting))
                _waiting.Add(bulkId, waiting = []);
            waiting.Add(postponed);
        }
    }

    /// <summary>Notes that the resource of a bulkId exists.</summary>
    public void Created(string bulkId)
    {
        if (!_waiting.Remove(bulkId, out var waiting))
            return;
        foreach (var postponed in waiting)
        {
            if (--_missing[postponed] > 0)
                continue;
            _missing.Remove(postponed);
            _resolved.Enqueue(postponed);
        }
    }

    /// <summary>Takes those that only refer to what exists.</summary>
    public IEnumerable<PostponedReference> TakeResolved()
    {
        while (_resolved.TryDequeue(out var resolved))
            yield return resolved;
    }
}
