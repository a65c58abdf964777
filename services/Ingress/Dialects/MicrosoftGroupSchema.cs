using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Entra only: removes Microsoft's own schema from a new group. It is not a URN and has no attributes, and the strict engine would refuse
/// it (https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups, section "Create Group").
/// <code>
/// before: "schemas":["urn:ietf:params:scim:schemas:core:2.0:Group",
///                    "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"]
/// after:  "schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"]
/// </code>
/// </summary>
internal static class MicrosoftGroupSchema
{
    private const string Prefix = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/";

    public static bool Repair(JsonObject body, ResourceType _)
    {
        if (body.Member("schemas") is not JsonArray schemas)
            return false;
        var before = schemas.Count;
        for (var i = schemas.Count - 1; i >= 0; i--)
        {
            if (schemas[i].AsText()?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) == true)
                schemas.RemoveAt(i);
        }

        return schemas.Count < before;
    }
}
