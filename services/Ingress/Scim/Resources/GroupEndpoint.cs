using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Directory.Commands;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>The endpoint <c>/Groups</c>.</summary>
internal sealed class GroupEndpoint(
    GroupStore groups,
    CreateGroup create,
    ReplaceGroup replace,
    PatchGroup patch,
    DeleteGroup delete,
    MemberReader members,
    GroupRepresentation representation) : IResourceEndpoint
{
    public ResourceType Type => ResourceTypes.Group;

    public async Task<ScimResult> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        var body = await request.ResourceBodyAsync(Type);
        var group = await create.ExecuteAsync(request.Tenant, request.Settings, body, request.Entry, cancellationToken);
        return Respond(StatusCodes.Status201Created, group, request, selection);
    }

    public async Task<ScimResult> GetAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        var group = await groups.GetAsync(request.Tenant, Id(id), cancellationToken);
        return NotModified.If(request, group.Version) ?? Respond(StatusCodes.Status200OK, group, request, selection);
    }

    public async Task<ScimResult> ReplaceAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        var body = await request.ReplacementBodyAsync(Type);
        var group = await replace.ExecuteAsync(
            request.Tenant, request.Settings, Id(id), body, request.Precondition, request.Entry, cancellationToken);
        return Respond(StatusCodes.Status200OK, group, request, selection);
    }

    /// <remarks>Answers with 204 for a large group, because writing all its members would take longer than the change.</remarks>
    public async Task<ScimResult> PatchAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        var operations = await request.PatchBodyAsync(Type);
        var group = await patch.ExecuteAsync(
            request.Tenant,
            request.Settings,
            Id(id),
            operations,
            request.Precondition,
            request.Budget,
            request.Entry,
            cancellationToken);
        var maxMembers = request.Options.MaxMembersInPatchAnswer;
        if (selection.IsDefault && await members.HasMoreThanAsync(request.Tenant, group.Id, maxMembers, cancellationToken))
            return new ScimResult(StatusCodes.Status204NoContent) { ETag = Precondition.TagOf(group.Version) };
        return Respond(StatusCodes.Status200OK, group, request, selection);
    }

    public async Task<ScimResult> DeleteAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
    {
        await delete.ExecuteAsync(request.Tenant, Id(id), request.Precondition, request.Entry, cancellationToken);
        return new ScimResult(StatusCodes.Status204NoContent);
    }

    private static GroupId Id(string id) =>
        GroupId.TryParse(id, null, out var parsed) ? parsed : throw ScimException.NotFound($"Group {id} does not exist.");

    private ScimResult Respond(int status, GroupRecord group, ResourceRequest request, AttributeSelection selection) =>
        new(status, representation.Render(group, request.BaseUri, selection))
        {
            ETag = Precondition.TagOf(group.Version),
            Location = GroupRepresentation.LocationOf(group.Id, request.BaseUri),
        };
}
