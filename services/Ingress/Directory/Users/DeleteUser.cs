using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>
/// Deletes a user (RFC 7644, section 3.6). The groups that the user stood in are told afterwards, by the request or after a crash by the
/// sweeper.
/// </summary>
internal sealed class DeleteUser(UserStore users, LeaveGroups leaveGroups, TimeProvider time) : IScheduledWork<UserRecord>
{
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(10);

    public async Task ExecuteAsync(TenantId tenant, UserId id, Precondition precondition, CancellationToken cancellationToken)
    {
        var deleted = await users.ChangeAsync(
            tenant,
            id,
            user =>
            {
                if (user.Deleted)
                    throw UserStore.NotFound(id);
                precondition.Require(user.Version);
                return user.Delete(time.GetUtcNow(), time.GetUtcNow() + LeaseDuration);
            },
            cancellationToken) ?? throw UserStore.NotFound(id);
        await TellGroupsAsync(deleted, cancellationToken);
    }

    public Task ExecuteAsync(Document<UserRecord> document, CancellationToken cancellationToken) => TellGroupsAsync(document.Body, cancellationToken);

    private async Task TellGroupsAsync(UserRecord user, CancellationToken cancellationToken)
    {
        if (user.GroupsToLeave.Count == 0)
            return;
        foreach (var group in user.GroupsToLeave)
            await leaveGroups.LeaveAsync(user.Tenant, group, user.Id, cancellationToken);
        await users.ChangeAsync(user.Tenant, user.Id, present => present with { GroupsToLeave = [], NextDueAt = null }, cancellationToken);
    }
}
