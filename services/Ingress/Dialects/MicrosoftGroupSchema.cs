using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Entra only: a new group names, beside the core schema, one of Microsoft's own that is no URN and has no attributes
/// (https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups, "Create Group"). The strict engine would
/// refuse the group for it.
/// </summary>
internal static class MicrosoftGroupSchema
{
    private const string Prefix = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/";

    public static void Repair(JsonObject body, ResourceType _)
    {
        if (body.Member("schemas") is not JsonArray schemas)
            return;
        for (var i = schemas.Count - 1; i >= 0; i--)
        {
            if (schemas[i].AsText()?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) == true)
                schemas.RemoveAt(i);
        }
    }
}
