using System.Text.Json.Nodes;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// OneLogin only: its enterprise template has one object for <c>emails</c> where the RFC wants an array
/// (https://developers.onelogin.com/scim/define-user-schema).
/// </summary>
internal static class ObjectForArray
{
    public static void Repair(JsonObject body, ResourceType type)
    {
        foreach (var name in body.Where(member => member.Value is JsonObject).Select(member => member.Key).ToList())
        {
            if (type.Attribute(name) is { MultiValued: true, Type: AttributeType.Complex })
                body[name] = new JsonArray(body[name]!.DeepClone());
        }
    }
}
