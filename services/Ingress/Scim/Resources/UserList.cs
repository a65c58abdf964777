using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Filters;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Lists;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>The users of a tenant, for lists and searches.</summary>
internal sealed class UserList(UserStore users, GroupDisplayFilterResolver groupNames, UserRepresentation representation)
    : ResourceList<UserRecord>(users.Documents)
{
    public override Task<BoundFilter> ResolveFilterAsync(TenantId tenant, BoundFilter filter, CancellationToken cancellationToken) =>
        groupNames.ResolveAsync(tenant, filter, cancellationToken);

    protected override async Task<IReadOnlyList<ResourceContent>> RenderAsync(
        IReadOnlyList<UserRecord> records, ResourceRequest request, AttributeSelection selection, CancellationToken cancellationToken)
    {
        var resources = await representation.RenderAsync(records, request.Tenant, request.BaseUri, selection, cancellationToken);
        return [.. resources.Select(resource => new ResourceContent(resource))];
    }
}
