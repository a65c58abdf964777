using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary><c>/Groups</c>.</summary>
internal sealed class GroupEndpoint(
    GroupStore groups, CreateGroup create, ReplaceGroup replace, PatchGroup patch, DeleteGroup delete, GroupRepresentation representation) : IResourceEndpoint
{
    public ResourceType Type => ResourceTypes.Group;

    public async Task<ScimAnswer> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        var body = await request.ResourceBodyAsync(Type);
        var group = await create.ExecuteAsync(request.Tenant, request.Settings, body, cancellationToken);
        return await AnswerAsync(StatusCodes.Status201Created, group, request, selection, cancellationToken);
    }

    public async Task<ScimAnswer> GetAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        var group = await groups.GetAsync(request.Tenant, Id(id), cancellationToken);
        return NotModified.If(request, group.Version)
            ?? await AnswerAsync(StatusCodes.Status200OK, group, request, selection, cancellationToken);
    }

    public async Task<ScimAnswer> ReplaceAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        var body = await request.ResourceBodyAsync(Type);
        var group = await replace.ExecuteAsync(request.Tenant, request.Settings, Id(id), body, request.Precondition, cancellationToken);
        return await AnswerAsync(StatusCodes.Status200OK, group, request, selection, cancellationToken);
    }

    /// <remarks>A large group is answered with 204, as its members would take longer to write than to change.</remarks>
    public async Task<ScimAnswer> PatchAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        var operations = await request.PatchBodyAsync(Type);
        var group = await patch.ExecuteAsync(request.Tenant, request.Settings, Id(id), operations, request.Precondition, cancellationToken);
        if (selection.IsDefault && await representation.HasMoreMembersThanAsync(group, request.Options.MaxMembersInPatchAnswer, cancellationToken))
            return new ScimAnswer(StatusCodes.Status204NoContent, null) { ETag = Precondition.TagOf(group.Version) };
        return await AnswerAsync(StatusCodes.Status200OK, group, request, selection, cancellationToken);
    }

    public async Task<ScimAnswer> DeleteAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
    {
        await delete.ExecuteAsync(request.Tenant, Id(id), request.Precondition, cancellationToken);
        return new ScimAnswer(StatusCodes.Status204NoContent, null);
    }

    private static GroupId Id(string id) =>
        GroupId.TryParse(id, null, out var parsed) ? parsed : throw ScimException.NotFound($"Group {id} does not exist.");

    private async Task<ScimAnswer> AnswerAsync(
        int status, GroupRecord group, ResourceRequest request, AttributeSelection selection, CancellationToken cancellationToken) =>
        new(status, await representation.OfAsync(group, request.BaseUri, selection, cancellationToken))
        {
            ETag = Precondition.TagOf(group.Version),
            Location = GroupRepresentation.LocationOf(group.Id, request.BaseUri),
        };
}
