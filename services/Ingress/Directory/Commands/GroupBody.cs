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
        var own = (JsonObject)attributes.DeepClone();
        var members = own[Members.Name] as JsonArray ?? [];
        own.Remove(Members.Name);
        return (own, new DetachedReplaced(Members, [.. members.Cast<JsonObject>()]));
    }
}
