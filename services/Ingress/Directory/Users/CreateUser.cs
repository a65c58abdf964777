using System.Text.Json.Nodes;
using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>Creates a user (RFC 7644, section 3.3).</summary>
internal sealed class CreateUser(UserStore users, TimeProvider time)
{
    public Task<UserRecord> ExecuteAsync(TenantId tenant, JsonObject attributes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Version 7 sorts by time, so that new users stand at the end of lists.
        var id = new UserId(Guid.CreateVersion7(now));
        return users.InsertAsync(UserChanges.Create(tenant, id, attributes, now), cancellationToken);
    }
}
