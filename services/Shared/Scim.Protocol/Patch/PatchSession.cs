using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Patch;

/// <summary>
/// What the operations of one PATCH share. The rules for a whole list (no element twice, one primary) are not applied after each operation,
/// which would take time in proportion to operations times elements, but once at the end, and before an operation that looks for elements.
/// </summary>
internal sealed class PatchSession(PatchBudget budget)
{
    /// <summary>The attributes whose elements have changed since the rules were last applied to them, with the lists.</summary>
    private readonly Dictionary<AttributeDefinition, Unsettled> _unsettled = new(ReferenceEqualityComparer.Instance);

    /// <summary>The operation that made an element primary; none for one that was stored so.</summary>
    private readonly Dictionary<JsonNode, int> _primaryBy = new(ReferenceEqualityComparer.Instance);

    /// <summary>The keys of the elements, but of those that have changed.</summary>
    private readonly Dictionary<JsonNode, ElementKey> _keys = new(ReferenceEqualityComparer.Instance);

    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);

    private int _operation;

    public PatchBudget Budget => budget;

    /// <summary>Values that filters of earlier operations have looked at.</summary>
    public ComparedValues Values { get; } = new();

    /// <summary>The attributes that operations were about, and the extensions by their URNs: nothing else can have changed.</summary>
    public IReadOnlySet<string> Touched => _touched;

    public void BeginOperation() => _operation++;

    /// <summary>Notes what the present operation is about.</summary>
    public void Touch(AttributeReference reference) => _touched.Add(reference.Extension?.Id ?? reference.Attribute!.Name);

    /// <summary>Notes that the present operation changed the elements of an attribute.</summary>
    /// <param name="parent">The object that holds the attribute.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="path">What the operation is about.</param>
    /// <param name="elements">The elements that it changed.</param>
    public void Changed(JsonObject parent, AttributeDefinition attribute, string path, IReadOnlyList<JsonNode?> elements)
    {
        foreach (var element in elements.OfType<JsonNode>())
            _keys.Remove(element);
        _unsettled[attribute] = new Unsettled(parent, attribute, path);
    }

    /// <summary>The key of an element, which is computed again only after the element has changed.</summary>
    public ElementKey KeyOf(AttributeDefinition attribute, JsonNode? element)
    {
        if (element is null)
            return ElementKey.Of(attribute, element, Values);
        if (!_keys.TryGetValue(element, out var key))
            _keys.Add(element, key = ElementKey.Of(attribute, element, Values));
        return key;
    }

    /// <summary>Notes that the present operation made an element primary.</summary>
    public void MadePrimary(JsonNode? element)
    {
        if (MultiValue.IsPrimary(element))
            _primaryBy[element!] = _operation;
    }

    /// <summary>Applies the rules to an attribute if its elements have changed.</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>: one operation made two elements primary.</exception>
    public void Settle(AttributeDefinition attribute)
    {
        if (_unsettled.Remove(attribute, out var unsettled))
            Settle(unsettled);
    }

    /// <summary>Applies the rules to all attributes whose elements have changed, after the last operation.</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>: one operation made two elements primary.</exception>
    public void SettleAll()
    {
        foreach (var unsettled in _unsettled.Values)
            Settle(unsettled);
    }

    private void Settle(Unsettled unsettled)
    {
        if (unsettled.Parent[unsettled.Attribute.Name] is not JsonArray elements)
            return;
        MultiValue.Deduplicate(elements, element => KeyOf(unsettled.Attribute, element), Merged);
        KeepOnePrimary(elements, unsettled.Path);
    }

    private void Merged(JsonNode? kept, JsonNode? gone)
    {
        if (gone is not null && _primaryBy.TryGetValue(gone, out var operation))
            _primaryBy[kept!] = Math.Max(operation, MadePrimaryBy(kept!));
    }

    /// <summary>
    /// The element that was made primary last takes the place of the one before (RFC 7644, section 3.5.2: at most one is true).
    /// </summary>
    private void KeepOnePrimary(JsonArray elements, string path)
    {
        var primary = elements.OfType<JsonObject>().Where(MultiValue.IsPrimary).ToList();
        if (primary.Count < 2)
            return;
        var last = primary.Max(MadePrimaryBy);
        foreach (var element in primary.Where(element => MadePrimaryBy(element) < last))
            MultiValue.Demote(element);
        MultiValue.RequireOnePrimary(elements, path);
    }

    private int MadePrimaryBy(JsonNode element) => _primaryBy.GetValueOrDefault(element);

    private sealed record Unsettled(JsonObject Parent, AttributeDefinition Attribute, string Path);
}
