using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Storage;
using Scim.Bus.Ingress.RequestLog;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>Applies PATCH operations to a group and its members (RFC 7644, section 3.5.2).</summary>
internal sealed class PatchGroup(GroupStore groups, MembershipResolver resolver, StorageReserve reserve, TimeProvider time)
{
    public async Task<GroupRecord> ExecuteAsync(
        TenantId tenant,
        TenantSettings settings,
        GroupId id,
        IReadOnlyList<PatchOperation> operations,
        Precondition precondition,
        PatchBudget budget,
        RequestEntry? entry,
        CancellationToken cancellationToken)
    {
        using var tenantLock = await groups.LockTenantAsync(tenant, settings.SecondGroup, cancellationToken);
        return await groups.ChangeTogetherAsync(
            tenant,
            id,
            async (group, token) =>
            {
                if (group.Deleted)
                    throw GroupStore.NotFound(id);
                entry?.Found(group.DisplayName);
                precondition.Require(group.Version);
                var result = PatchEngine.Apply(group.Resource, operations, ResourceTypes.Group, budget, token);
                var diff = await resolver.TryResolveAsync(
                    tenant, id, result.Detached, settings.SecondGroup, group.Intents, budget, token);
                if (diff is null)
                    return null;
                return entry.Record(group, reserve.Admit(group, diff, group.With(result.Resource, diff, time.GetUtcNow())), diff);
            },
            cancellationToken);
    }
}
