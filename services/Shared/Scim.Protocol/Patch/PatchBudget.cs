using Scim.Protocol.Errors;
using Scim.Protocol.Limits;

namespace Scim.Protocol.Patch;

/// <summary>
/// Counts the elements that the operations of one request select (<see cref="RequestLimits.SelectedElements"/>). The PATCH operations of a
/// bulk request share one.
/// </summary>
public sealed class PatchBudget
{
    private long _kept;
    private long _current;

    /// <summary>Elements that were selected so far.</summary>
    public long Selected => _kept + _current;

    /// <summary>Begins the PATCH of a resource, or begins it again after a concurrent write.</summary>
    public void Begin() => _current = 0;

    /// <summary>Keeps what the PATCH of one resource has used up, before that of another.</summary>
    public void Keep() => (_kept, _current) = (Selected, 0);

    /// <summary>Counts an operation.</summary>
    /// <param name="elements">Elements that it adds, changes or removes.</param>
    /// <param name="comparisons">
    /// Comparisons that find them. <see cref="RequestLimits.ComparisonsPerElement"/> of them cost as much as an element; the dearer of the
    /// two counts.
    /// </param>
    /// <exception cref="ScimException">413: the operations of the request select too many elements in all.</exception>
    public void Select(int elements, long comparisons = 0)
    {
        _current += Math.Max(elements, comparisons / RequestLimits.ComparisonsPerElement);
        if (Selected > RequestLimits.SelectedElements)
        {
            throw new ScimException(
                413,
                null,
                $"The operations of this request select more than {RequestLimits.SelectedElements} elements in all; send them in several "
                + "requests.");
        }
    }
}
