using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Lists;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>The groups of a tenant.</summary>
internal sealed class GroupList(GroupStore groups, MemberJoin members, GroupRepresentation representation) : ResourceList<GroupRecord>(groups.Documents)
{
    public override Task<BoundFilter> JoinAsync(TenantId tenant, BoundFilter filter, CancellationToken cancellationToken) =>
        members.JoinAsync(tenant, filter, cancellationToken);

    protected override Task<IReadOnlyList<JsonObject>> RepresentAsync(
        IReadOnlyList<GroupRecord> records, ResourceRequest request, AttributeSelection selection, CancellationToken cancellationToken) =>
        representation.OfAsync(records, request.BaseUri, selection, cancellationToken);
}
