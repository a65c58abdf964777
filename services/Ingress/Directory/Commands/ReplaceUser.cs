using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Storage;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>Replaces the attributes of a user (RFC 7644, section 3.5.1).</summary>
internal sealed class ReplaceUser(UserStore users, StorageReserve reserve, TimeProvider time)
{
    public async Task<UserRecord> ExecuteAsync(
        TenantId tenant, UserId id, Replacement body, Precondition precondition, CancellationToken cancellationToken) =>
        await users.ChangeAsync(
            tenant,
            id,
            user =>
            {
                if (user.Deleted)
                    throw UserStore.NotFound(id);
                precondition.Require(user.Version);
                var resource = body.Over(user.Resource);
                var changed = ResourceDiff.ChangedPaths(user.Resource, resource, ResourceTypes.User);
                return reserve.Admit(user, user.WithAttributes(resource, changed, time.GetUtcNow()));
            },
            cancellationToken) ?? throw UserStore.NotFound(id);
}
