using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Patch;

/// <summary>An operation on an attribute, or on a part of one, that is named without a filter.</summary>
internal static class AttributePatch
{
    public static void Apply(JsonObject parent, PatchOperation operation, AttributeReference reference, PatchSession session)
    {
        var attribute = reference.Attribute!;
        if (reference.SubAttribute is { } sub)
            ApplyToPart(parent, operation, attribute, sub, reference.ToString(), session);
        else if (operation.Kind == PatchOperationKind.Remove)
            Remove(parent, operation.Value, attribute, reference.ToString(), session);
        else if (attribute.MultiValued)
            SetMany(parent, operation, attribute, reference.ToString(), session);
        else if (attribute.Type == AttributeType.Complex && operation.Value is not null)
            MergeComplex(parent, operation.Value, attribute, reference.ToString());
        else
            Assign(parent, attribute.Name, ValueReader.ReadOne(attribute, operation.Value, reference.ToString()));
    }

    /// <summary>Sets a value; none means that it is unassigned (RFC 7643, section 2.5).</summary>
    public static void Assign(JsonObject parent, string name, JsonNode? value)
    {
        if (value is null or JsonObject { Count: 0 } or JsonArray { Count: 0 })
            parent.Remove(name);
        else if (!ReferenceEquals(parent[name], value))
            parent[name] = value;
    }

    /// <summary>The elements that a value for a multi-valued attribute holds: an array, or for a single one the element itself.</summary>
    public static JsonArray Elements(AttributeDefinition attribute, JsonNode? value, string path)
    {
        var array = value is JsonArray many ? many : value is null ? [] : new JsonArray(value.DeepClone());
        return ValueReader.ReadMany(attribute, array, path, refuseUnknown: true) ?? [];
    }

    private static void ApplyToPart(
        JsonObject parent,
        PatchOperation operation,
        AttributeDefinition attribute,
        AttributeDefinition part,
        string path,
        PatchSession session)
    {
        if (attribute.MultiValued)
        {
            ElementPatch.ApplyToAll(parent, operation, attribute, part, path, session);
            return;
        }

        var complex = parent[attribute.Name] as JsonObject ?? [];
        Assign(complex, part.Name, operation.Kind == PatchOperationKind.Remove ? null : ValueReader.Read(part, operation.Value, path));
        Assign(parent, attribute.Name, complex);
    }

    /// <summary>
    /// Removes all values; or where values are given, as Entra does, only those. Servers that pass over the values empty whole
    /// attributes.
    /// </summary>
    private static void Remove(JsonObject parent, JsonNode? value, AttributeDefinition attribute, string path, PatchSession session)
    {
        if (attribute.Required)
            throw ScimException.Mutability($"'{path}' is required and can't be removed.");
        if (value is null || !attribute.MultiValued || parent[attribute.Name] is not JsonArray present)
        {
            parent.Remove(attribute.Name);
            return;
        }

        session.Settle(attribute);
        var gone = Elements(attribute, value, path).Select(element => session.KeyOf(attribute, element)).ToHashSet();
        session.Budget.Select(gone.Count, comparisons: present.Count);
        present.RemoveAll(element => gone.Contains(session.KeyOf(attribute, element)));
        if (present.Count == 0)
            parent.Remove(attribute.Name);
    }

    private static void SetMany(
        JsonObject parent, PatchOperation operation, AttributeDefinition attribute, string path, PatchSession session)
    {
        var given = Elements(attribute, operation.Value, path);
        session.Budget.Select(given.Count);
        if (operation.Kind == PatchOperationKind.Replace || parent[attribute.Name] is not JsonArray present)
        {
            Assign(parent, attribute.Name, given);
        }
        else
        {
            // Those that are there already are merged when the list is settled.
            foreach (var element in given)
                present.Add(element?.DeepClone());
        }

        List<JsonNode?> set = parent[attribute.Name] is JsonArray elements ? [.. elements.Skip(elements.Count - given.Count)] : [];
        set.ForEach(session.MadePrimary);
        session.Changed(parent, attribute, path, set);
    }

    /// <summary>Sets the parts that are given and keeps the others (RFC 7644, sections 3.5.2.1 and 3.5.2.3).</summary>
    private static void MergeComplex(JsonObject parent, JsonNode value, AttributeDefinition attribute, string path)
    {
        if (value is not JsonObject given)
            throw Refusal.Value(path, value, "an object");
        var complex = parent[attribute.Name] as JsonObject ?? [];
        ElementPatch.SetParts(complex, given, attribute, path);
        Assign(parent, attribute.Name, complex);
    }
}
