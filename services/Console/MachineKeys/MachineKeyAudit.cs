using System.Globalization;
using System.Text.Json.Nodes;
using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.Console.MachineKeys;

/// <summary>What the audit log says of machine keys: not their secrets, nor the hashes.</summary>
internal static class MachineKeyAudit
{
    /// <summary>The key, with the entry of its creation or deletion.</summary>
    public static MachineKeyRecord Record(AdminAct? act, MachineKeyRecord key, DateTimeOffset now)
    {
        if (act is null)
            return key;
        // An operator's act about a key of one tenant is in the log that the tenant's admins see.
        act.Tenant ??= key.Tenant;
        return act.Record(null, key, $"keys/{key.Id}", Facts, now);
    }

    private static JsonObject Facts(MachineKeyRecord key) => new()
    {
        ["name"] = key.Name,
        ["roles"] = AuditFacts.Names(key.Roles),
        ["expiresAt"] = key.ExpiresAt.ToString("O", CultureInfo.InvariantCulture),
    };
}
