using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.RequestLog;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>
/// Deletes a user (RFC 7644, section 3.6). The user is removed from its groups afterwards: by the same request, or by the sweeper after a
/// crash.
/// </summary>
internal sealed class DeleteUser(UserStore users, RemoveFromGroups removeFromGroups, DueClock clock, TimeProvider time)
    : IScheduledWork<UserRecord>
{
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(10);

    public async Task ExecuteAsync(
        TenantId tenant, UserId id, Precondition precondition, RequestEntry? entry, CancellationToken cancellationToken)
    {
        var deleted = await users.ChangeAsync(
            tenant,
            id,
            user =>
            {
                if (user.Deleted)
                    throw UserStore.NotFound(id);
                entry?.Found(user.UserName, user.Resource);
                precondition.Require(user.Version);
                var next = user.Delete(time.GetUtcNow(), clock.GetUtcNow() + LeaseDuration);
                return entry?.Record(user, next, id.ToString()) ?? next;
            },
            cancellationToken) ?? throw UserStore.NotFound(id);
        await RemoveFromGroupsAsync(deleted, cancellationToken);
    }

    /// <summary>Called by the sweeper for a deletion that its request did not finish.</summary>
    public Task ExecuteAsync(Document<UserRecord> document, CancellationToken cancellationToken) =>
        RemoveFromGroupsAsync(document.Body, cancellationToken);

    private async Task RemoveFromGroupsAsync(UserRecord user, CancellationToken cancellationToken)
    {
        if (user.GroupsToLeave.Count == 0)
            return;
        foreach (var group in user.GroupsToLeave)
            await removeFromGroups.ExecuteAsync(user.Tenant, group, user.Id, cancellationToken);
        await users.ChangeAsync(user.Tenant, user.Id, current => current with { GroupsToLeave = [], NextDueAt = null }, cancellationToken);
    }
}
