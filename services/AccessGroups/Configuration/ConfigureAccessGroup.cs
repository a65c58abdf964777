using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>Sets what an Access Group may do; its members' accounts follow.</summary>
internal sealed class ConfigureAccessGroup(AccessGroupStore groups, Catalogue catalogue, Propagator propagator, TimeProvider time)
{
    /// <exception cref="AdminException">400: a name is unknown; 404: there is no such group.</exception>
    public async Task<AccessGroupRecord> ExecuteAsync(TenantId tenant, GroupId id, AccessSettings settings, CancellationToken cancellationToken)
    {
        var checkedSettings = catalogue.Check(settings);
        var group = await groups.ChangeAsync(tenant, id, present => Configure(present, checkedSettings, time.GetUtcNow()), cancellationToken);
        if (group is null or { Removed: true })
            throw AdminException.NotFound($"Tenant '{tenant}' has no Access Group {id}.");
        if (group.Propagation is not null)
            propagator.Enqueue(group);
        return group;
    }

    private static AccessGroupRecord Configure(AccessGroupRecord group, AccessSettings settings, DateTimeOffset now)
    {
        if (group.Removed || (group.Configured && group.Settings.SaysTheSameAs(settings)))
            return group;
        var next = group with
        {
            Version = group.Version + 1,
            Settings = settings,
            Configured = true,
            UpdatedAt = now,
            Propagation = Propagator.Begin(now),
        };
        var message = new AccessGroupConfigured
        {
            Tenant = next.Tenant,
            Group = next.Id,
            Version = next.Version,
            DisplayName = next.DisplayName,
            Permissions = settings.Permissions,
            Visibilities = settings.Visibilities,
            Notifications = settings.Notifications,
            OccurredAt = now,
        };
        return next with
        {
            Pending = [.. next.Pending, PendingMessage.Create(message, MessageIds.Create(next.Id.Value, next.Version, nameof(AccessGroupConfigured)), now)],
        };
    }
}
