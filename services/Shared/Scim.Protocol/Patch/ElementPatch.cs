using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Patch;

/// <summary>An operation on elements of a multi-valued attribute that a filter selects.</summary>
internal static class ElementPatch
{
    public static void Apply(
        JsonObject parent, PatchOperation operation, AttributeReference reference, PatchPath path, PatchSession session)
    {
        var attribute = reference.Attribute!;
        if (!attribute.MultiValued || attribute.Type != AttributeType.Complex || reference.SubAttribute is not null)
            throw ScimException.InvalidPath($"'{path}' filters '{attribute.Name}', which has no elements to choose from.");
        var part = Part(attribute, path);
        var filter = Bind(path, attribute);
        session.Settle(attribute);
        var elements = parent[attribute.Name] as JsonArray ?? [];
        var selected = elements.Where(element => FilterEvaluator.Matches(filter, element, session.Values)).Cast<JsonObject>().ToList();
        session.Budget.Select(selected.Count, (long)elements.Count * FilterTerms.In(filter));

        if (operation.Kind == PatchOperationKind.Remove)
        {
            RemoveFrom(elements, selected, part);
        }
        else
        {
            if (selected.Count == 0)
                selected.Add(Create(operation, elements, attribute, path));
            SetIn(selected, operation, attribute, part, path, session);
        }

        Finish(parent, attribute, elements, selected, path.ToString(), session);
    }

    /// <summary>The same part of every element, for a path such as <c>emails.type</c>.</summary>
    public static void ApplyToAll(
        JsonObject parent,
        PatchOperation operation,
        AttributeDefinition attribute,
        AttributeDefinition part,
        string path,
        PatchSession session)
    {
        var elements = parent[attribute.Name] as JsonArray ?? [];
        session.Budget.Select(elements.Count);
        if (operation.Kind == PatchOperationKind.Remove)
        {
            RemoveFrom(elements, elements.OfType<JsonObject>(), part);
        }
        else
        {
            var value = ElementReader.ReadPart(part, operation.Value, path);
            if (elements.Count == 0)
            {
                if (value is null)
                    return;
                if (operation.Kind == PatchOperationKind.Replace)
                    throw ScimException.NoTarget($"'{path}' has no element to replace a part of.");
                elements.Add(new JsonObject());
            }

            foreach (var element in elements.OfType<JsonObject>())
            {
                AttributePatch.Assign(element, part.Name, value?.DeepClone());
                if (part.Name == MultiValue.Primary)
                    session.MadePrimary(element);
            }
        }

        Finish(parent, attribute, elements, [.. elements], path, session);
    }

    /// <summary>Sets the given parts of a complex value; a part that is null is unassigned.</summary>
    public static void SetParts(JsonObject complex, JsonObject given, AttributeDefinition attribute, string path)
    {
        foreach (var (part, value) in ReadParts(given, attribute, path))
            AttributePatch.Assign(complex, part.Name, value);
    }

    private static List<(AttributeDefinition Part, JsonNode? Value)> ReadParts(
        JsonObject given, AttributeDefinition attribute, string path)
    {
        var parts = new List<(AttributeDefinition, JsonNode?)>();
        foreach (var (name, value) in given)
        {
            var part = attribute.SubAttribute(name) ?? throw Refusal.UnknownPart($"{path}.{name}", attribute.SubAttributes);
            if (part.Mutability != Mutability.ReadOnly)
                parts.Add((part, ValueReader.Read(part, value, $"{path}.{part.Name}")));
        }

        return parts;
    }

    private static AttributeDefinition? Part(AttributeDefinition attribute, PatchPath path)
    {
        if (path.SubAttribute is null)
            return null;
        var part = attribute.SubAttribute(path.SubAttribute) ?? throw Refusal.UnknownPart(path.ToString(), attribute.SubAttributes);
        return part.Mutability == Mutability.ReadOnly ? throw ScimException.Mutability($"'{path}' is read-only.") : part;
    }

    private static BoundFilter Bind(PatchPath path, AttributeDefinition attribute)
    {
        try
        {
            return FilterBinder.BindElement(path.Filter!, attribute);
        }
        catch (ScimException e)
        {
            throw new ScimException(400, ScimErrorType.InvalidPath, $"The path '{path}' is wrong: {e.Message}", e);
        }
    }

    /// <summary>
    /// An element that the filter would select, for an add to none. A replace of none is refused (RFC 7644, section 3.5.2.3).
    /// </summary>
    private static JsonObject Create(PatchOperation operation, JsonArray elements, AttributeDefinition attribute, PatchPath path)
    {
        if (operation.Kind == PatchOperationKind.Replace)
            throw ScimException.NoTarget($"'{path}' selects no element to replace.");
        if (ElementTemplate.From(path.Filter!, attribute) is not { } template)
            throw ScimException.NoTarget($"'{path}' selects no element, and its filter does not tell what a new one would be.");
        elements.Add(template);
        return template;
    }

    /// <summary>Sets parts of elements. The value is read once, whatever the number of elements.</summary>
    private static void SetIn(
        IReadOnlyList<JsonObject> selected,
        PatchOperation operation,
        AttributeDefinition attribute,
        AttributeDefinition? part,
        PatchPath path,
        PatchSession session)
    {
        var parts = part is not null
            ? [(part, ValueReader.Read(part, operation.Value, path.ToString()))]
            : ReadParts(
                operation.Value as JsonObject ?? throw Refusal.Value(path.ToString(), operation.Value, "an object"),
                attribute,
                path.ToString());
        // The whole element is replaced, except for what the filter says it is: it still is the element of that type.
        var replaced = part is null && operation.Kind == PatchOperationKind.Replace;
        var template = replaced ? ElementTemplate.From(path.Filter!, attribute) : null;
        var setsPrimary = replaced || parts.Exists(given => given.Part.Name == MultiValue.Primary);
        foreach (var element in selected)
        {
            if (replaced)
            {
                element.Clear();
                MultiValue.Merge(element, template);
            }

            foreach (var (given, value) in parts)
                AttributePatch.Assign(element, given.Name, value?.DeepClone());
            if (setsPrimary)
                session.MadePrimary(element);
        }
    }

    private static void RemoveFrom(JsonArray elements, IEnumerable<JsonObject> selected, AttributeDefinition? part)
    {
        if (part is null)
        {
            MultiValue.Remove(elements, selected.ToHashSet<JsonNode?>(ReferenceEqualityComparer.Instance));
            return;
        }

        foreach (var element in selected)
            element.Remove(part.Name);
    }

    private static void Finish(
        JsonObject parent,
        AttributeDefinition attribute,
        JsonArray elements,
        IReadOnlyList<JsonNode?> changed,
        string path,
        PatchSession session)
    {
        foreach (var element in changed.OfType<JsonObject>())
            ElementReader.DropBlankValue(element);
        MultiValue.Remove(
            elements,
            changed.Where(element => element is JsonObject { Count: 0 }).ToHashSet<JsonNode?>(ReferenceEqualityComparer.Instance));
        AttributePatch.Assign(parent, attribute.Name, elements);
        session.Changed(parent, attribute, path, changed);
    }
}
