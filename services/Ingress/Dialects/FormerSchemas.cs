using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// OneLogin only: the templates of its connectors name schemas by URNs that are not those of RFC 7643: of SCIM 1.1
/// (https://developers.onelogin.com/scim/define-user-schema), or the same with another number (https://github.com/goauthentik/authentik/issues/11249).
/// The attributes in them have the names that the RFC gives them.
/// </summary>
internal static class FormerSchemas
{
    private static readonly HashSet<string> Core = new(StringComparer.OrdinalIgnoreCase) { "urn:scim:schemas:core:1.0", "urn:scim:schemas:core:2.0" };

    private static readonly HashSet<string> Enterprise =
        new(StringComparer.OrdinalIgnoreCase) { "urn:scim:schemas:extension:enterprise:1.0", "urn:scim:schemas:extension:enterprise:2.0" };

    public static bool IsCore(JsonNode? schema) => schema.AsText() is { } urn && Core.Contains(urn);

    public static void Repair(JsonObject body, ResourceType type)
    {
        if (body.Member("schemas") is not JsonArray schemas || !schemas.Any(IsCore))
            return;
        for (var i = 0; i < schemas.Count; i++)
        {
            if (IsCore(schemas[i]))
                schemas[i] = type.Schema.Id;
            else if (schemas[i].AsText() is { } urn && Enterprise.Contains(urn))
                schemas[i] = SchemaUrns.EnterpriseUser;
        }

        if (body.Select(member => member.Key).FirstOrDefault(Enterprise.Contains) is not { } name || body.HasMember(SchemaUrns.EnterpriseUser))
            return;
        var extension = body[name]?.DeepClone();
        body.Remove(name);
        body[SchemaUrns.EnterpriseUser] = extension;
    }
}
