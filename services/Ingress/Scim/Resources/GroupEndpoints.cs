using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Lists;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary><c>/Groups</c>.</summary>
internal static class GroupEndpoints
{
    public static void MapGroups(this IEndpointRouteBuilder scim)
    {
        scim.MapPost("/Groups", CreateAsync);
        scim.MapGet("/Groups", ListAsync);
        scim.MapGet("/Groups/{id}", GetAsync);
        scim.MapPut("/Groups/{id}", ReplaceAsync);
        scim.MapPatch("/Groups/{id}", PatchAsync);
        scim.MapDelete("/Groups/{id}", DeleteAsync);
    }

    private static async Task<IResult> CreateAsync(
        ScimRequest request, CreateGroup create, GroupRepresentation representation, CancellationToken cancellationToken)
    {
        var selection = request.Selection(ResourceTypes.Group);
        var body = await request.ResourceBodyAsync(ResourceTypes.Group);
        var group = await create.ExecuteAsync(request.Tenant, request.Settings, body, cancellationToken);
        return await AnswerAsync(StatusCodes.Status201Created, group, request, selection, representation, cancellationToken);
    }

    private static async Task<IResult> ListAsync(
        ScimRequest request, GroupStore groups, MembersInFilter members, GroupRepresentation representation, CancellationToken cancellationToken)
    {
        var list = ListRequest.Of(request, ResourceTypes.Group);
        var filter = await members.ResolveAsync(request.Tenant, list.Bound(ResourceTypes.Group), cancellationToken);
        var page = await list.ReadAsync(groups.Documents, request.Tenant, filter, cancellationToken);
        var records = page.Documents.Select(document => document.Body).ToList();
        return ListAnswer.Of(page, await representation.OfAsync(records, request.BaseUri, list.Selection, cancellationToken));
    }

    private static async Task<IResult> GetAsync(
        string id, ScimRequest request, GroupStore groups, GroupRepresentation representation, CancellationToken cancellationToken)
    {
        var selection = request.Selection(ResourceTypes.Group);
        var group = await groups.GetAsync(request.Tenant, Id(id), cancellationToken);
        return NotModified.If(request, group.Version)
            ?? await AnswerAsync(StatusCodes.Status200OK, group, request, selection, representation, cancellationToken);
    }

    private static async Task<IResult> ReplaceAsync(
        string id, ScimRequest request, ReplaceGroup replace, GroupRepresentation representation, CancellationToken cancellationToken)
    {
        var selection = request.Selection(ResourceTypes.Group);
        var body = await request.ResourceBodyAsync(ResourceTypes.Group);
        var group = await replace.ExecuteAsync(request.Tenant, request.Settings, Id(id), body, request.Precondition, cancellationToken);
        return await AnswerAsync(StatusCodes.Status200OK, group, request, selection, representation, cancellationToken);
    }

    /// <remarks>A large group is answered with 204, as its members would take longer to write than to change.</remarks>
    private static async Task<IResult> PatchAsync(
        string id, ScimRequest request, PatchGroup patch, GroupRepresentation representation, CancellationToken cancellationToken)
    {
        var selection = request.Selection(ResourceTypes.Group);
        var operations = await request.PatchBodyAsync(ResourceTypes.Group);
        var group = await patch.ExecuteAsync(request.Tenant, request.Settings, Id(id), operations, request.Precondition, cancellationToken);
        if (selection.IsDefault && await representation.HasMoreMembersThanAsync(group, request.Options.MaxMembersInPatchAnswer, cancellationToken))
            return new ScimAnswer(StatusCodes.Status204NoContent, null) { ETag = Precondition.TagOf(group.Version) };
        return await AnswerAsync(StatusCodes.Status200OK, group, request, selection, representation, cancellationToken);
    }

    private static async Task<IResult> DeleteAsync(string id, ScimRequest request, DeleteGroup delete, CancellationToken cancellationToken)
    {
        await delete.ExecuteAsync(request.Tenant, Id(id), request.Precondition, cancellationToken);
        return new ScimAnswer(StatusCodes.Status204NoContent, null);
    }

    private static GroupId Id(string id) =>
        GroupId.TryParse(id, null, out var parsed) ? parsed : throw ScimException.NotFound($"Group {id} does not exist.");

    private static async Task<ScimAnswer> AnswerAsync(
        int status, GroupRecord group, ScimRequest request, AttributeSelection selection, GroupRepresentation representation, CancellationToken cancellationToken) =>
        new(status, await representation.OfAsync(group, request.BaseUri, selection, cancellationToken))
        {
            ETag = Precondition.TagOf(group.Version),
            Location = GroupRepresentation.LocationOf(group.Id, request.BaseUri),
        };
}
