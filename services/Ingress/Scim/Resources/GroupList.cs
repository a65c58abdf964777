using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Filters;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Lists;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>The groups of a tenant, for lists and searches.</summary>
internal sealed class GroupList(GroupStore groups, MembersFilterResolver members, GroupRepresentation representation)
    : ResourceList<GroupRecord>(groups.Documents)
{
    public override Task<BoundFilter> ResolveFilterAsync(TenantId tenant, BoundFilter filter, CancellationToken cancellationToken) =>
        members.ResolveAsync(tenant, filter, cancellationToken);

    protected override Task<IReadOnlyList<ResourceContent>> RenderAsync(
        IReadOnlyList<GroupRecord> records, ResourceRequest request, AttributeSelection selection, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ResourceContent>>(
            [.. records.Select(group => representation.Render(group, request.BaseUri, selection))]);
}
