using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Groups;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>Tells a group that a deleted user is no longer in it, so that its version grows and subscribers hear of it.</summary>
internal sealed class LeaveGroups(GroupStore groups, TimeProvider time)
{
    public Task LeaveAsync(TenantId tenant, GroupId id, UserId user, CancellationToken cancellationToken) => groups.ChangeAsync(
        tenant,
        id,
        (group, _) => Task.FromResult(group.Deleted ? group : group.With(group.Resource, new MembershipDiff([], [user], 0), time.GetUtcNow())),
        cancellationToken);
}
