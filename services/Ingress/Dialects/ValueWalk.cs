using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>Applies value repairs to every value of a known attribute in a body, in place.</summary>
internal static class ValueWalk
{
    public static void Resource(JsonObject resource, ResourceType type, IReadOnlyList<ValueRepair> repairs)
    {
        foreach (var name in resource.Select(member => member.Key).ToList())
        {
            if (type.Extension(name) is { } extension)
                Parts(resource[name], extension.Attributes, repairs);
            else if (type.Attribute(name) is { } attribute)
                Member(resource, name, attribute, repairs);
        }
    }

    public static void Operation(JsonObject operation, ResourceType type, IReadOnlyList<ValueRepair> repairs)
    {
        if (operation.FirstOrDefault(member => member.Key.Equals("value", StringComparison.OrdinalIgnoreCase)).Key is not { } name)
            return;
        if (operation.Member("path").AsText() is not { } path)
        {
            if (operation[name] is JsonObject resource)
                Resource(resource, type, repairs);
        }
        else if (PatchTarget.AttributeOf(path, type) is { } attribute)
        {
            Member(operation, name, attribute, repairs);
        }
        else if (type.Extension(path) is { } extension)
        {
            Parts(operation[name], extension.Attributes, repairs);
        }
    }

    private static void Member(JsonObject owner, string name, AttributeDefinition attribute, IReadOnlyList<ValueRepair> repairs)
    {
        if (owner[name] is JsonArray elements)
        {
            for (var i = 0; i < elements.Count; i++)
            {
                if (elements[i] is { } element && Repaired(element, attribute, repairs) is { } repaired)
                    elements[i] = repaired;
            }
        }
        else if (owner[name] is { } value && Repaired(value, attribute, repairs) is { } repaired)
        {
            owner[name] = repaired;
        }
    }

    private static JsonNode? Repaired(JsonNode value, AttributeDefinition attribute, IReadOnlyList<ValueRepair> repairs)
    {
        foreach (var repair in repairs)
        {
            if (repair(attribute, value) is { } repaired)
                return repaired;
        }

        Parts(value, attribute.SubAttributes, repairs);
        return null;
    }

    private static void Parts(JsonNode? value, IReadOnlyList<AttributeDefinition> attributes, IReadOnlyList<ValueRepair> repairs)
    {
        if (value is not JsonObject complex)
            return;
        foreach (var name in complex.Select(member => member.Key).ToList())
        {
            if (attributes.Named(name) is { } attribute)
                Member(complex, name, attribute, repairs);
        }
    }
}
