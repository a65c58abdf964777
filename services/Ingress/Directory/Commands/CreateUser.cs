using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Storage;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.RequestLog;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>Creates a user (RFC 7644, section 3.3).</summary>
internal sealed class CreateUser(UserStore users, ResourceIds ids, StorageReserve reserve, TimeProvider time)
{
    public Task<UserRecord> ExecuteAsync(
        TenantId tenant, JsonObject attributes, RequestEntry? entry, CancellationToken cancellationToken)
    {
        reserve.RequireRoom();
        var user = UserChanges.Create(tenant, new UserId(ids.Next()), attributes, time.GetUtcNow());
        return users.InsertAsync(entry?.Record(before: null, user, user.Id.ToString()) ?? user, cancellationToken);
    }
}
