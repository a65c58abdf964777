using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.RequestLog;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>Deletes a group (RFC 7644, section 3.6). Its members are removed before the response is sent.</summary>
internal sealed class DeleteGroup(GroupStore groups, TimeProvider time)
{
    public async Task ExecuteAsync(
        TenantId tenant, GroupId id, Precondition precondition, RequestEntry? entry, CancellationToken cancellationToken) =>
        _ = await groups.ChangeAsync(
            tenant,
            id,
            (group, _) =>
            {
                if (group.Deleted)
                    throw GroupStore.NotFound(id);
                entry?.Found(group.DisplayName);
                precondition.Require(group.Version);
                return Task.FromResult(entry.Record(group, group.Delete(time.GetUtcNow()), MembershipDiff.None));
            },
            cancellationToken) ?? throw GroupStore.NotFound(id);
}
