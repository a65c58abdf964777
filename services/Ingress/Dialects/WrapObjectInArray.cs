using System.Text.Json.Nodes;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// OneLogin only: wraps the single object that its enterprise template has for a multi-valued attribute
/// (https://developers.onelogin.com/scim/define-user-schema).
/// <code>
/// before: {"emails":{"type":"work","value":"ann@acme.example"}}
/// after:  {"emails":[{"type":"work","value":"ann@acme.example"}]}
/// </code>
/// </summary>
internal static class WrapObjectInArray
{
    public static bool Repair(JsonObject body, ResourceType type)
    {
        var applies = false;
        foreach (var name in body.Where(member => member.Value is JsonObject).Select(member => member.Key).ToList())
        {
            if (type.Attribute(name) is not { MultiValued: true, Type: AttributeType.Complex })
                continue;
            body[name] = new JsonArray(body[name]!.DeepClone());
            applies = true;
        }

        return applies;
    }
}
