using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Users;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>Replaces all attributes of a user (RFC 7644, section 3.5.1).</summary>
internal sealed class ReplaceUser(UserStore users, TimeProvider time)
{
    public async Task<UserRecord> ExecuteAsync(
        TenantId tenant, UserId id, JsonObject attributes, Precondition precondition, CancellationToken cancellationToken) =>
        await users.ChangeAsync(
            tenant,
            id,
            user =>
            {
                if (user.Deleted)
                    throw UserStore.NotFound(id);
                precondition.Require(user.Version);
                return user.WithAttributes(attributes, time.GetUtcNow());
            },
            cancellationToken) ?? throw UserStore.NotFound(id);
}
