using System.Text.Json.Nodes;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>Compares two states of a resource.</summary>
public static class ResourceDiff
{
    /// <summary>
    /// The paths of what a client can change and what differs: parts of single complex attributes by themselves, multi-valued
    /// attributes as a whole. The order of an object's members does not count; that of an array's elements does.
    /// </summary>
    /// <param name="before">A state.</param>
    /// <param name="after">Another.</param>
    /// <param name="type">Their type.</param>
    /// <param name="touched">
    /// The attributes, and the extensions by their URNs, outside which the states are known to be the same; null to compare everything.
    /// </param>
    public static IReadOnlyList<string> ChangedPaths(
        JsonObject before, JsonObject after, ResourceType type, IReadOnlySet<string>? touched = null)
    {
        var changed = new List<string>();
        Compare(changed, "", before, after, type.TopLevel.Where(attribute => IsTouched(attribute.Name)));
        foreach (var extension in type.Extensions.Where(extension => IsTouched(extension.Id)))
            Compare(changed, extension.Id + ":", before[extension.Id], after[extension.Id], extension.Attributes);
        return changed;

        bool IsTouched(string name) => touched?.Contains(name) != false;
    }

    private static void Compare(
        List<string> changed, string prefix, JsonNode? before, JsonNode? after, IEnumerable<AttributeDefinition> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Mutability == Mutability.ReadOnly)
                continue;
            var (left, right) = ((before as JsonObject)?[attribute.Name], (after as JsonObject)?[attribute.Name]);
            if (JsonNode.DeepEquals(left, right))
                continue;
            if (attribute is { Type: AttributeType.Complex, MultiValued: false })
                Compare(changed, $"{prefix}{attribute.Name}.", left, right, attribute.SubAttributes);
            else
                changed.Add(prefix + attribute.Name);
        }
    }
}
