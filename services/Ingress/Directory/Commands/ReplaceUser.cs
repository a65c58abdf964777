using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Storage;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.RequestLog;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>Replaces the attributes of a user (RFC 7644, section 3.5.1).</summary>
internal sealed class ReplaceUser(UserStore users, StorageReserve reserve, TimeProvider time)
{
    public async Task<UserRecord> ExecuteAsync(
        TenantId tenant,
        UserId id,
        Replacement body,
        Precondition precondition,
        RequestEntry? entry,
        CancellationToken cancellationToken) =>
        await users.ChangeAsync(
            tenant,
            id,
            user =>
            {
                if (user.Deleted)
                    throw UserStore.NotFound(id);
                entry?.Found(user.UserName, user.Resource);
                precondition.Require(user.Version);
                var resource = body.Over(user.Resource);
                var changed = ResourceDiff.ChangedPaths(user.Resource, resource, ResourceTypes.User);
                var next = reserve.Admit(user, user.WithAttributes(resource, changed, time.GetUtcNow()));
                return entry?.Record(user, next, id.ToString()) ?? next;
            },
            cancellationToken) ?? throw UserStore.NotFound(id);
}
