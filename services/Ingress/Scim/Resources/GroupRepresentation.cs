using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>Renders groups for clients, with locations and entity tags. Reads their members only if the client wants them.</summary>
internal sealed class GroupRepresentation(UserStore users)
{
    private const int PageSize = 500;

    private static readonly AttributeDefinition Members = ResourceTypes.Group.Attribute("members")!;

    public static string LocationOf(GroupId id, string baseUri) => $"{baseUri}{ResourceTypes.Group.Endpoint}/{id}";

    public async Task<JsonObject> RenderAsync(
        GroupRecord group, string baseUri, AttributeSelection selection, CancellationToken cancellationToken)
    {
        var resource = (JsonObject)group.Resource.DeepClone();
        var meta = resource["meta"]!;
        meta["location"] = LocationOf(group.Id, baseUri);
        meta["version"] = Precondition.TagOf(group.Version);
        if (selection.Wants(null, Members))
        {
            var members = new JsonArray();
            var query = new DocumentQuery { Tenant = group.Tenant, Filter = MemberFilter.MembersOf(group.Id), Limit = PageSize };
            await foreach (var document in users.Documents.StreamAsync(query, cancellationToken))
                members.Add(Member(document.Body, baseUri));
            if (members.Count > 0)
                resource[Members.Name] = members;
        }

        return Projection.Apply(resource, ResourceTypes.Group, selection);
    }

    public async Task<IReadOnlyList<JsonObject>> RenderAsync(
        IReadOnlyList<GroupRecord> groups, string baseUri, AttributeSelection selection, CancellationToken cancellationToken)
    {
        var result = new List<JsonObject>(groups.Count);
        foreach (var group in groups)
            result.Add(await RenderAsync(group, baseUri, selection, cancellationToken));
        return result;
    }

    public async Task<bool> HasMoreMembersThanAsync(GroupRecord group, int count, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = group.Tenant, Filter = MemberFilter.MembersOf(group.Id), Skip = count, Limit = 1 };
        return (await users.Documents.QueryAsync(query, cancellationToken)).Count > 0;
    }

    private static JsonObject Member(UserRecord user, string baseUri)
    {
        var member = MemberRepresentation.From(user);
        member["$ref"] = UserRepresentation.LocationOf(user.Id, baseUri);
        return member;
    }
}
