using System.Text.Json.Nodes;
using Scim.Protocol.Resources;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Lenient tenants only: adds the <c>schemas</c> that RFC 7644 requires of every body, for clients that leave them out (scimgateway, and
/// those that copy https://docs.github.com/rest/scim). A body that has some is left as it is.
/// <code>
/// before: {"Operations":[{"op":"replace","value":{"active":false}}]}
/// after:  {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"active":false}}]}
/// </code>
/// </summary>
internal static class MissingSchemas
{
    /// <summary>Returns false if the repair does not apply.</summary>
    public static bool Repair(JsonObject body, string expected)
    {
        if (body.Member("schemas") is not (null or JsonArray { Count: 0 }))
            return false;
        foreach (var name in body.Select(member => member.Key).Where(IsSchemas).ToList())
            body.Remove(name);
        body["schemas"] = new JsonArray(expected);
        return true;
    }

    private static bool IsSchemas(string name) => name.Equals("schemas", StringComparison.OrdinalIgnoreCase);
}
