using System.Text.Json.Nodes;
using Scim.Bus.AccessGroups.Publishing;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>Replaces the settings of an Access Group. Accounts rolls them out to its members.</summary>
internal sealed class ConfigureAccessGroup(AccessGroupStore groups, Catalogue catalogue, TimeProvider time)
{
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The group.</param>
    /// <param name="settings">Its new settings.</param>
    /// <param name="act">The act of whoever configures it; null for none.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <exception cref="AdminException">
    /// 400: a name is neither in the catalogue nor in the group's present settings; 404: there is no such group.
    /// </exception>
    public async Task<AccessGroupRecord> ExecuteAsync(
        TenantId tenant, GroupId id, AccessSettings settings, AdminAct? act, CancellationToken cancellationToken)
    {
        var present = await groups.FindAsync(tenant, id, cancellationToken);
        var validated = catalogue.Validate(settings, present?.Settings ?? AccessSettings.None);
        var group = await groups.ChangeAsync(
            tenant, id, stored => Configure(stored, validated, act, time.GetUtcNow()), cancellationToken);
        if (group is null or { Removed: true })
            throw AdminException.NotFound($"Tenant '{tenant}' has no Access Group {id}.");
        return group;
    }

    private static AccessGroupRecord Configure(AccessGroupRecord group, AccessSettings settings, AdminAct? act, DateTimeOffset now)
    {
        if (group.Removed || (group.Configured && group.Settings == settings))
        {
            act?.MarkUnchanged();
            return group;
        }

        var next = group with
        {
            Version = group.Version + 1,
            Settings = settings,
            Configured = true,
            UpdatedAt = now,
        };
        next = (next with { Pending = [.. next.Pending, SettingsMessages.Configured(next, now)] }).WithSettingsMessage(now);
        return act?.Record(group, next, $"access-groups/{group.Id}", Facts, now) ?? next;
    }

    private static JsonObject Facts(AccessGroupRecord group) => new()
    {
        ["configured"] = group.Configured,
        ["permissions"] = AuditFacts.Names(group.Settings.Permissions),
        ["visibilities"] = AuditFacts.Names(group.Settings.Visibilities),
        ["notifications"] = AuditFacts.Names(group.Settings.Notifications),
    };
}
