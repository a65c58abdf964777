using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Membership;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>Removes a deleted user from a group, which raises the group's version and publishes the change.</summary>
internal sealed class RemoveFromGroups(GroupStore groups, TimeProvider time)
{
    public Task ExecuteAsync(TenantId tenant, GroupId id, UserId user, CancellationToken cancellationToken) => groups.ChangeAsync(
        tenant,
        id,
        (group, _) => Task.FromResult(
            group.Deleted ? group : group.With(group.Resource, new MembershipDiff([], [user], Before: 0), time.GetUtcNow())),
        cancellationToken);
}
