using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Storage;
using Scim.Bus.Ingress.Directory.Users;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>Creates a user (RFC 7644, section 3.3).</summary>
internal sealed class CreateUser(UserStore users, ResourceIds ids, StorageReserve reserve, TimeProvider time)
{
    public Task<UserRecord> ExecuteAsync(TenantId tenant, JsonObject attributes, CancellationToken cancellationToken)
    {
        reserve.RequireRoom();
        return users.InsertAsync(UserChanges.Create(tenant, new UserId(ids.Next()), attributes, time.GetUtcNow()), cancellationToken);
    }
}
