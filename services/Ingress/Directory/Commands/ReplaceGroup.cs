using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Groups;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>Replaces all attributes and members of a group (RFC 7644, section 3.5.1).</summary>
internal sealed class ReplaceGroup(GroupStore groups, MembershipResolver resolver, TimeProvider time)
{
    public async Task<GroupRecord> ExecuteAsync(
        TenantId tenant,
        TenantSettings settings,
        GroupId id,
        JsonObject attributes,
        Precondition precondition,
        CancellationToken cancellationToken)
    {
        var (own, members) = GroupBody.Split(attributes);
        using var tenantLock = await groups.LockTenantAsync(tenant, settings.SecondGroup, cancellationToken);
        return await groups.ChangeAsync(
            tenant,
            id,
            async (group, token) =>
            {
                if (group.Deleted)
                    throw GroupStore.NotFound(id);
                precondition.Require(group.Version);
                var diff = await resolver.ResolveAsync(tenant, id, [members], settings.SecondGroup, token);
                return group.With(own, diff, time.GetUtcNow());
            },
            cancellationToken) ?? throw GroupStore.NotFound(id);
    }
}
