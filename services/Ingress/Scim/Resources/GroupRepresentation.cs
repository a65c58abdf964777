using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>
/// Renders groups for clients, with locations and entity tags. Their members are read only if the client wants them, and page by page.
/// </summary>
internal sealed class GroupRepresentation(MemberReader members)
{
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

    private async IAsyncEnumerable<JsonObject> MembersOf(
        GroupRecord group,
        string baseUri,
        AttributeSelection selection,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var user in members.MembersOf(group.Tenant, group.Id, cancellationToken))
        {
            var member = MemberRepresentation.From(user.Id, user.Resource);
            member["$ref"] = UserRepresentation.LocationOf(user.Id, baseUri);
            yield return Projection.Element(member, Members, selection);
        }
    }
}
