using System.Text.Json.Nodes;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>Separates a group's members, which are stored on the users' documents, from its attributes.</summary>
internal static class GroupBody
{
    private static readonly AttributeDefinition Members = ResourceTypes.Group.Attribute("members")!;

    /// <summary>Returns the attributes without members, and the members as a replacement of all members.</summary>
    public static (JsonObject Attributes, DetachedReplaced Members) Split(JsonObject attributes)
    {
        var own = new JsonObject(attributes
            .Where(attribute => attribute.Key != Members.Name)
            .Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Value?.DeepClone())));
        var members = attributes[Members.Name] as JsonArray ?? [];
        return (own, new DetachedReplaced(Members, [.. members.Cast<JsonObject>()]));
    }
}
