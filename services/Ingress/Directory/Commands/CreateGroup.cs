using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Storage;
using Scim.Bus.Ingress.RequestLog;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>Creates a group (RFC 7644, section 3.3).</summary>
internal sealed class CreateGroup(
    GroupStore groups, MembershipResolver resolver, ResourceIds ids, StorageReserve reserve, TimeProvider time)
{
    public async Task<GroupRecord> ExecuteAsync(
        TenantId tenant, TenantSettings settings, JsonObject attributes, RequestEntry? entry, CancellationToken cancellationToken)
    {
        reserve.RequireRoom();
        var now = time.GetUtcNow();
        var id = new GroupId(ids.Next());
        var (own, members) = GroupBody.Split(attributes);
        using var tenantLock = await groups.LockTenantAsync(tenant, settings.SecondGroup, cancellationToken);
        var diff = await resolver.ResolveAsync(tenant, id, [members], settings.SecondGroup, cancellationToken);
        var group = GroupChanges.Create(tenant, id, own, diff, now);
        return await groups.InsertAsync(entry.Record(before: null, group, diff), cancellationToken);
    }
}
