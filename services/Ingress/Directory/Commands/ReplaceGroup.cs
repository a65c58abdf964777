using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Storage;
using Scim.Bus.Ingress.RequestLog;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>Replaces the attributes of a group, and its members if the request names them (RFC 7644, section 3.5.1).</summary>
internal sealed class ReplaceGroup(GroupStore groups, MembershipResolver resolver, StorageReserve reserve, TimeProvider time)
{
    public async Task<GroupRecord> ExecuteAsync(
        TenantId tenant,
        TenantSettings settings,
        GroupId id,
        Replacement body,
        Precondition precondition,
        RequestEntry? entry,
        CancellationToken cancellationToken)
    {
        var (own, members) = GroupBody.Split(body.Attributes);
        IReadOnlyList<DetachedChange> changes = body.Kept.Contains(members.Attribute) ? [] : [members];
        using var tenantLock = await groups.LockTenantAsync(tenant, settings.SecondGroup, cancellationToken);
        return await groups.ChangeAsync(
            tenant,
            id,
            async (group, token) =>
            {
                if (group.Deleted)
                    throw GroupStore.NotFound(id);
                entry?.Found(group.DisplayName);
                precondition.Require(group.Version);
                var diff = await resolver.ResolveAsync(tenant, id, changes, settings.SecondGroup, token);
                return entry.Record(group, reserve.Admit(group, diff, group.With(own, diff, time.GetUtcNow())), diff);
            },
            cancellationToken) ?? throw GroupStore.NotFound(id);
    }
}
