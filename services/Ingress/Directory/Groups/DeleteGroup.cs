using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>Deletes a group (RFC 7644, section 3.6). Its members leave it before the request is answered.</summary>
internal sealed class DeleteGroup(GroupStore groups, TimeProvider time)
{
    public async Task ExecuteAsync(TenantId tenant, GroupId id, Precondition precondition, CancellationToken cancellationToken) =>
        _ = await groups.ChangeAsync(
            tenant,
            id,
            (group, _) =>
            {
                if (group.Deleted)
                    throw GroupStore.NotFound(id);
                precondition.Require(group.Version);
                return Task.FromResult(group.Delete(time.GetUtcNow()));
            },
            cancellationToken) ?? throw GroupStore.NotFound(id);
}
