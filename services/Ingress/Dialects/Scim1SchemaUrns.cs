using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// OneLogin only: replaces the schema URNs of SCIM 1.1 (https://developers.onelogin.com/scim/define-user-schema), or the same with another
/// version (https://github.com/goauthentik/authentik/issues/11249), by those of RFC 7643. The attributes have the same names in both.
/// <code>
/// before: {"schemas":["urn:scim:schemas:core:1.0","urn:scim:schemas:extension:enterprise:1.0"],
///          "urn:scim:schemas:extension:enterprise:1.0":{"department":"Sales"}}
/// after:  {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
///                     "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
///          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Sales"}}
/// </code>
/// </summary>
internal static class Scim1SchemaUrns
{
    private static readonly HashSet<string> Core = new(StringComparer.OrdinalIgnoreCase)
    {
        "urn:scim:schemas:core:1.0", "urn:scim:schemas:core:2.0",
    };

    private static readonly HashSet<string> Enterprise = new(StringComparer.OrdinalIgnoreCase)
    {
        "urn:scim:schemas:extension:enterprise:1.0", "urn:scim:schemas:extension:enterprise:2.0",
    };

    public static bool IsCore(JsonNode? schema) => schema.AsText() is { } urn && Core.Contains(urn);

    public static bool Repair(JsonObject body, ResourceType type)
    {
        if (body.Member("schemas") is not JsonArray schemas || !schemas.Any(IsCore))
            return false;
        for (var i = 0; i < schemas.Count; i++)
        {
            if (IsCore(schemas[i]))
                schemas[i] = type.Schema.Id;
            else if (schemas[i].AsText() is { } urn && Enterprise.Contains(urn))
                schemas[i] = SchemaUrns.EnterpriseUser;
        }

        if (body.HasMember(SchemaUrns.EnterpriseUser)
            || body.Select(member => member.Key).FirstOrDefault(Enterprise.Contains) is not { } name)
        {
            return true;
        }

        var extension = body[name]?.DeepClone();
        body.Remove(name);
        body[SchemaUrns.EnterpriseUser] = extension;
        return true;
    }
}
