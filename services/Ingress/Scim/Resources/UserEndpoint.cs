using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Directory.Commands;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>The endpoint <c>/Users</c>.</summary>
internal sealed class UserEndpoint(
    UserStore users,
    CreateUser create,
    ReplaceUser replace,
    PatchUser patch,
    DeleteUser delete,
    UserRepresentation representation) : IResourceEndpoint
{
    public ResourceType Type => ResourceTypes.User;

    public async Task<ScimResult> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        var user = await create.ExecuteAsync(request.Tenant, await request.ResourceBodyAsync(Type), cancellationToken);
        return await RespondAsync(StatusCodes.Status201Created, user, request, selection, cancellationToken);
    }

    public async Task<ScimResult> GetAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        var user = await users.GetAsync(request.Tenant, Id(id), cancellationToken);
        return NotModified.If(request, user.Version)
            ?? await RespondAsync(StatusCodes.Status200OK, user, request, selection, cancellationToken);
    }

    public async Task<ScimResult> ReplaceAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        var body = await request.ResourceBodyAsync(Type);
        var user = await replace.ExecuteAsync(request.Tenant, Id(id), body, request.Precondition, cancellationToken);
        return await RespondAsync(StatusCodes.Status200OK, user, request, selection, cancellationToken);
    }

    public async Task<ScimResult> PatchAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        var operations = await request.PatchBodyAsync(Type);
        var user = await patch.ExecuteAsync(request.Tenant, Id(id), operations, request.Precondition, request.Budget, cancellationToken);
        return await RespondAsync(StatusCodes.Status200OK, user, request, selection, cancellationToken);
    }

    public async Task<ScimResult> DeleteAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
    {
        await delete.ExecuteAsync(request.Tenant, Id(id), request.Precondition, cancellationToken);
        return new ScimResult(StatusCodes.Status204NoContent);
    }

    private static UserId Id(string id) =>
        UserId.TryParse(id, null, out var parsed) ? parsed : throw ScimException.NotFound($"User {id} does not exist.");

    private async Task<ScimResult> RespondAsync(
        int status, UserRecord user, ResourceRequest request, AttributeSelection selection, CancellationToken cancellationToken)
    {
        var body = await representation.RenderAsync([user], request.Tenant, request.BaseUri, selection, cancellationToken);
        return new ScimResult(status, body[0])
        {
            ETag = Precondition.TagOf(user.Version),
            Location = UserRepresentation.LocationOf(user.Id, request.BaseUri),
        };
    }
}
