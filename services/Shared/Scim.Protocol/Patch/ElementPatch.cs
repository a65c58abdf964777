using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Patch;

/// <summary>An operation on elements of a multi-valued attribute that a filter selects.</summary>
internal static class ElementPatch
{
    public static void Apply(JsonObject parent, PatchOperation operation, AttributeReference reference, PatchPath path)
    {
        var attribute = reference.Attribute!;
        if (!attribute.MultiValued || attribute.Type != AttributeType.Complex || reference.SubAttribute is not null)
            throw ScimException.InvalidPath($"'{path}' filters '{attribute.Name}', which has no elements to choose from.");
        var part = Part(attribute, path);
        var filter = Bind(path, attribute);
        var elements = parent[attribute.Name] as JsonArray ?? [];
        var selected = elements.Where(element => FilterEvaluator.Matches(filter, element)).ToList();
        var primaryBefore = elements.Where(MultiValue.IsPrimary).ToList();

        if (operation.Kind == PatchOperationKind.Remove)
        {
            foreach (var element in selected.Cast<JsonObject>())
                RemoveFrom(elements, element, part);
        }
        else
        {
            if (selected.Count == 0)
                selected.Add(Create(operation, elements, attribute, path));
            foreach (var element in selected.Cast<JsonObject>())
                SetIn(element, operation, attribute, part, path);
        }

        Finish(parent, attribute, elements, [.. primaryBefore.Except(selected)], path.ToString());
    }

    /// <summary>The same part of every element, for a path such as <c>emails.type</c>.</summary>
    public static void ApplyToAll(
        JsonObject parent, PatchOperation operation, AttributeDefinition attribute, AttributeDefinition part, string path)
    {
        var elements = parent[attribute.Name] as JsonArray ?? [];
        if (operation.Kind == PatchOperationKind.Remove)
        {
            foreach (var element in elements.OfType<JsonObject>().ToList())
                RemoveFrom(elements, element, part);
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
                AttributePatch.Assign(element, part.Name, value?.DeepClone());
        }

        Finish(parent, attribute, elements, primaryBefore: [], path);
    }

    /// <summary>Sets the given parts of a complex value; a part that is null is unassigned.</summary>
    public static void SetParts(JsonObject complex, JsonObject given, AttributeDefinition attribute, string path)
    {
        foreach (var (name, value) in given)
        {
            var part = attribute.SubAttribute(name) ?? throw Refusal.UnknownPart($"{path}.{name}", attribute.SubAttributes);
            if (part.Mutability != Mutability.ReadOnly)
                AttributePatch.Assign(complex, part.Name, ValueReader.Read(part, value, $"{path}.{part.Name}"));
        }
    }

    /// <summary>
    /// A new primary element takes the place of the one before (RFC 7644, section 3.5.2: at most one is true).
    /// </summary>
    /// <param name="elements">The elements after the operation.</param>
    /// <param name="primaryBefore">
    /// The element that was primary, unless the operation was about it too: then both were made primary at once.
    /// </param>
    /// <param name="path">What the operation is about.</param>
    public static void KeepOnePrimary(JsonArray elements, List<JsonNode?> primaryBefore, string path)
    {
        if (elements.Count(MultiValue.IsPrimary) > 1)
        {
            foreach (var element in elements.Where(primaryBefore.Contains))
                MultiValue.Demote(element);
        }

        MultiValue.RequireOnePrimary(elements, path);
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

    private static void SetIn(
        JsonObject element, PatchOperation operation, AttributeDefinition attribute, AttributeDefinition? part, PatchPath path)
    {
        if (part is not null)
        {
            AttributePatch.Assign(element, part.Name, ValueReader.Read(part, operation.Value, path.ToString()));
            return;
        }

        if (operation.Value is not JsonObject given)
            throw Refusal.Value(path.ToString(), operation.Value, "an object");
        if (operation.Kind == PatchOperationKind.Replace)
        {
            // The whole element is replaced, except for what the filter says it is: it still is the element of that type.
            element.Clear();
            MultiValue.Merge(element, ElementTemplate.From(path.Filter!, attribute));
        }

        SetParts(element, given, attribute, path.ToString());
    }

    private static void RemoveFrom(JsonArray elements, JsonObject element, AttributeDefinition? part)
    {
        if (part is null)
            elements.Remove(element);
        else
            element.Remove(part.Name);
    }

    private static void Finish(
        JsonObject parent, AttributeDefinition attribute, JsonArray elements, List<JsonNode?> primaryBefore, string path)
    {
        for (var i = elements.Count - 1; i >= 0; i--)
        {
            if (elements[i] is JsonObject element)
                ElementReader.DropBlankValue(element);
            if (elements[i] is JsonObject { Count: 0 })
                elements.RemoveAt(i);
        }

        MultiValue.RequireBearable(elements, path);
        MultiValue.Deduplicate(attribute, elements);
        KeepOnePrimary(elements, primaryBefore, path);
        AttributePatch.Assign(parent, attribute.Name, elements);
    }
}
