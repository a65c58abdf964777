using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Lists;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>The users of a tenant.</summary>
internal sealed class UserList(UserStore users, GroupNameJoin groupNames, UserRepresentation representation) : ResourceList<UserRecord>(users.Documents)
{
    public override Task<BoundFilter> JoinAsync(TenantId tenant, BoundFilter filter, CancellationToken cancellationToken) =>
        groupNames.JoinAsync(tenant, filter, cancellationToken);

    protected override Task<IReadOnlyList<JsonObject>> RepresentAsync(
        IReadOnlyList<UserRecord> records, ResourceRequest request, AttributeSelection selection, CancellationToken cancellationToken) =>
        representation.OfAsync(records, request.Tenant, request.BaseUri, selection, cancellationToken);
}
