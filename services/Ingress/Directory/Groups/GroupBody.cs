using System.Text.Json.Nodes;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>Takes a group's members, which are kept elsewhere, out of its attributes.</summary>
internal static class GroupBody
{
    private static readonly AttributeDefinition Members = ResourceTypes.Group.Attribute("members")!;

    /// <summary>The attributes without the members, and the members as what all are to be.</summary>
    public static (JsonObject Attributes, DetachedReplaced Members) Split(JsonObject attributes)
    {
        var own = (JsonObject)attributes.DeepClone();
        var members = own[Members.Name] as JsonArray ?? [];
        own.Remove(Members.Name);
        return (own, new DetachedReplaced(Members, [.. members.Cast<JsonObject>()]));
    }
}
