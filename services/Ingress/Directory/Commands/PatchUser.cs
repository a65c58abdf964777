using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Storage;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.RequestLog;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>Applies PATCH operations to a user (RFC 7644, section 3.5.2).</summary>
internal sealed class PatchUser(UserStore users, StorageReserve reserve, TimeProvider time)
{
    public async Task<UserRecord> ExecuteAsync(
        TenantId tenant,
        UserId id,
        IReadOnlyList<PatchOperation> operations,
        Precondition precondition,
        PatchBudget budget,
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
                var result = PatchEngine.Apply(user.Resource, operations, ResourceTypes.User, budget, cancellationToken);
                var lastActive = result.LastAssigned["active"]?.GetValue<bool>();
                var next = reserve.Admit(user, user.WithAttributes(result.Resource, result.Changed, time.GetUtcNow(), lastActive));
                return entry?.Record(user, next, id.ToString()) ?? next;
            },
            cancellationToken) ?? throw UserStore.NotFound(id);
}
