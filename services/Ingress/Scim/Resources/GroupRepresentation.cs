using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>
/// Renders groups for clients, with locations and entity tags. Their members are read only if the client wants them, and page by page.
/// </summary>
internal sealed class GroupRepresentation(UserStore users)
{
    private const int PageSize = 500;

    private static readonly AttributeDefinition Members = ResourceTypes.Group.Attribute("members")!;

    public static string LocationOf(GroupId id, string baseUri) => $"{baseUri}{ResourceTypes.Group.Endpoint}/{id}";

    /// <summary>The group without its members, which are read when they are written.</summary>
    public ResourceContent Render(GroupRecord group, string baseUri, AttributeSelection selection)
    {
        var resource = (JsonObject)group.Resource.DeepClone();
        var meta = resource["meta"]!;
        meta["location"] = LocationOf(group.Id, baseUri);
        meta["version"] = Precondition.TagOf(group.Version);
        return new ResourceContent(
            Projection.Apply(resource, ResourceTypes.Group, selection),
            selection.Wants(null, Members) ? new StreamedAttribute(Members.Name, MembersOf(group, baseUri, selection)) : null);
    }

    public async Task<bool> HasMoreMembersThanAsync(GroupRecord group, int count, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = group.Tenant, Filter = MemberFilter.MembersOf(group.Id), Skip = count, Limit = 1 };
        return (await users.Documents.QueryAsync(query, cancellationToken)).Count > 0;
    }

    private async IAsyncEnumerable<JsonObject> MembersOf(
        GroupRecord group,
        string baseUri,
        AttributeSelection selection,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var query = new DocumentQuery { Tenant = group.Tenant, Filter = MemberFilter.MembersOf(group.Id), Limit = PageSize };
        await foreach (var document in users.Documents.StreamAsync(query, cancellationToken))
        {
            var member = MemberRepresentation.From(document.Body);
            member["$ref"] = UserRepresentation.LocationOf(document.Body.Id, baseUri);
            yield return Projection.Element(member, Members, selection);
        }
    }
}
