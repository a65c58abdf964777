using Scim.Bus.AccessGroups.Publishing;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>Replaces the settings of an Access Group. Accounts rolls them out to its members.</summary>
internal sealed class ConfigureAccessGroup(AccessGroupStore groups, Catalogue catalogue, TimeProvider time)
{
    /// <exception cref="AdminException">400: a name is not in the catalogue; 404: there is no such group.</exception>
    public async Task<AccessGroupRecord> ExecuteAsync(
        TenantId tenant, GroupId id, AccessSettings settings, CancellationToken cancellationToken)
    {
        var validated = catalogue.Validate(settings);
        var group = await groups.ChangeAsync(tenant, id, present => Configure(present, validated, time.GetUtcNow()), cancellationToken);
        if (group is null or { Removed: true })
            throw AdminException.NotFound($"Tenant '{tenant}' has no Access Group {id}.");
        return group;
    }

    private static AccessGroupRecord Configure(AccessGroupRecord group, AccessSettings settings, DateTimeOffset now)
    {
        if (group.Removed || (group.Configured && group.Settings == settings))
            return group;
        var next = group with
        {
            Version = group.Version + 1,
            Settings = settings,
            Configured = true,
            UpdatedAt = now,
        };
        return (next with { Pending = [.. next.Pending, SettingsMessages.Configured(next, now)] }).WithSettingsMessage(now);
    }
}
