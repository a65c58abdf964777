using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Lists;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary><c>/Users</c>.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder scim)
    {
        scim.MapPost("/Users", CreateAsync);
        scim.MapGet("/Users", ListAsync);
        scim.MapGet("/Users/{id}", GetAsync);
        scim.MapPut("/Users/{id}", ReplaceAsync);
        scim.MapPatch("/Users/{id}", PatchAsync);
        scim.MapDelete("/Users/{id}", DeleteAsync);
    }

    private static async Task<IResult> CreateAsync(
        ScimRequest request, CreateUser create, UserRepresentation representation, CancellationToken cancellationToken)
    {
        var selection = request.Selection(ResourceTypes.User);
        var user = await create.ExecuteAsync(request.Tenant, await request.ResourceBodyAsync(ResourceTypes.User), cancellationToken);
        return await AnswerAsync(StatusCodes.Status201Created, user, request, selection, representation, cancellationToken);
    }

    private static async Task<IResult> ListAsync(
        ScimRequest request, UserStore users, UserRepresentation representation, CancellationToken cancellationToken)
    {
        var list = ListRequest.Of(request, ResourceTypes.User);
        var page = await list.ReadAsync(users.Documents, request.Tenant, list.Bound(ResourceTypes.User), cancellationToken);
        var records = page.Documents.Select(document => document.Body).ToList();
        return ListAnswer.Of(page, await representation.OfAsync(records, request.Tenant, request.BaseUri, list.Selection, cancellationToken));
    }

    private static async Task<IResult> GetAsync(
        string id, ScimRequest request, UserStore users, UserRepresentation representation, CancellationToken cancellationToken)
    {
        var selection = request.Selection(ResourceTypes.User);
        var user = await users.GetAsync(request.Tenant, Id(id), cancellationToken);
        return NotModified.If(request, user.Version)
            ?? await AnswerAsync(StatusCodes.Status200OK, user, request, selection, representation, cancellationToken);
    }

    private static async Task<IResult> ReplaceAsync(
        string id, ScimRequest request, ReplaceUser replace, UserRepresentation representation, CancellationToken cancellationToken)
    {
        var selection = request.Selection(ResourceTypes.User);
        var body = await request.ResourceBodyAsync(ResourceTypes.User);
        var user = await replace.ExecuteAsync(request.Tenant, Id(id), body, request.Precondition, cancellationToken);
        return await AnswerAsync(StatusCodes.Status200OK, user, request, selection, representation, cancellationToken);
    }

    private static async Task<IResult> PatchAsync(
        string id, ScimRequest request, PatchUser patch, UserRepresentation representation, CancellationToken cancellationToken)
    {
        var selection = request.Selection(ResourceTypes.User);
        var operations = await request.PatchBodyAsync(ResourceTypes.User);
        var user = await patch.ExecuteAsync(request.Tenant, Id(id), operations, request.Precondition, cancellationToken);
        return await AnswerAsync(StatusCodes.Status200OK, user, request, selection, representation, cancellationToken);
    }

    private static async Task<IResult> DeleteAsync(string id, ScimRequest request, DeleteUser delete, CancellationToken cancellationToken)
    {
        await delete.ExecuteAsync(request.Tenant, Id(id), request.Precondition, cancellationToken);
        return new ScimAnswer(StatusCodes.Status204NoContent, null);
    }

    private static UserId Id(string id) =>
        UserId.TryParse(id, null, out var parsed) ? parsed : throw ScimException.NotFound($"User {id} does not exist.");

    private static async Task<ScimAnswer> AnswerAsync(
        int status, UserRecord user, ScimRequest request, AttributeSelection selection, UserRepresentation representation, CancellationToken cancellationToken)
    {
        var body = await representation.OfAsync([user], request.Tenant, request.BaseUri, selection, cancellationToken);
        return new ScimAnswer(status, body[0])
        {
            ETag = Precondition.TagOf(user.Version),
            Location = UserRepresentation.LocationOf(user.Id, request.BaseUri),
        };
    }
}
