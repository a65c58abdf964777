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
    ReportRefusedDeactivation report,
    UserRepresentation representation) : IResourceEndpoint
{
    public ResourceType Type => ResourceTypes.User;

    public async Task<ScimResult> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        var user = await create.ExecuteAsync(
            request.Tenant, await request.ResourceBodyAsync(Type), request.Entry, cancellationToken);
        return await RespondAsync(StatusCodes.Status201Created, user, request, selection, cancellationToken);
    }

    public async Task<ScimResult> GetAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        var user = await users.GetAsync(request.Tenant, Id(id), cancellationToken);
        return NotModified.If(request, user.Version)
            ?? await RespondAsync(StatusCodes.Status200OK, user, request, selection, cancellationToken);
    }

    public Task<ScimResult> ReplaceAsync(string id, ResourceRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            request,
            async user => await replace.ExecuteAsync(
                request.Tenant, user, await request.ReplacementBodyAsync(Type), request.Precondition, request.Entry, cancellationToken),
            cancellationToken);

    public Task<ScimResult> PatchAsync(string id, ResourceRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            request,
            async user => await patch.ExecuteAsync(
                request.Tenant,
                user,
                await request.PatchBodyAsync(Type),
                request.Precondition,
                request.Budget,
                request.Entry,
                cancellationToken),
            cancellationToken);

    public async Task<ScimResult> DeleteAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
    {
        await delete.ExecuteAsync(request.Tenant, Id(id), request.Precondition, request.Entry, cancellationToken);
        return new ScimResult(StatusCodes.Status204NoContent);
    }

    private async Task<ScimResult> ChangeAsync(
        string id, ResourceRequest request, Func<UserId, Task<UserRecord>> change, CancellationToken cancellationToken)
    {
        var selection = request.Selection(Type);
        try
        {
            var user = await change(Id(id));
            return await RespondAsync(StatusCodes.Status200OK, user, request, selection, cancellationToken);
        }
        catch (ScimException refusal) when (request.RepairedBody is { } body && Deactivation.IsAskedBy(body))
        {
            if (request.Entry is { } entry)
                entry.IsDeactivation = refusal.Status != StatusCodes.Status404NotFound;
            if (IsForItsContent(refusal))
                await report.ExecuteAsync(request.Tenant, Id(id), refusal, cancellationToken);
            throw;
        }
    }

    /// <summary>True unless the user does not exist, or the client has to read it again first.</summary>
    private static bool IsForItsContent(ScimException refusal) =>
        refusal.Status is StatusCodes.Status400BadRequest or StatusCodes.Status409Conflict;

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
