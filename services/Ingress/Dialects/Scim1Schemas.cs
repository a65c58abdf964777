using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// OneLogin only: its connectors for SCIM 1.1, and the template that they start with, name schemas by the URNs of that version
/// (https://developers.onelogin.com/scim/define-user-schema). The attributes that a template has are the same in both versions.
/// </summary>
internal static class Scim1Schemas
{
    public const string Core = "urn:scim:schemas:core:1.0";

    private const string Enterprise = "urn:scim:schemas:extension:enterprise:1.0";

    public static void Repair(JsonObject body, ResourceType type)
    {
        if (body.Member("schemas") is not JsonArray schemas || !schemas.Any(schema => IsCore(schema)))
            return;
        for (var i = 0; i < schemas.Count; i++)
        {
            if (IsCore(schemas[i]))
                schemas[i] = type.Schema.Id;
            else if (Enterprise.Equals(schemas[i].AsText(), StringComparison.OrdinalIgnoreCase))
                schemas[i] = SchemaUrns.EnterpriseUser;
        }

        if (body.Member(Enterprise) is not { } extension || body.HasMember(SchemaUrns.EnterpriseUser))
            return;
        body.Remove(body.First(member => member.Key.Equals(Enterprise, StringComparison.OrdinalIgnoreCase)).Key);
        body[SchemaUrns.EnterpriseUser] = extension.DeepClone();
    }

    public static bool IsCore(JsonNode? schema) => Core.Equals(schema.AsText(), StringComparison.OrdinalIgnoreCase);
}
