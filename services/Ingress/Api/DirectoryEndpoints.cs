using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Ingress.Api;

/// <summary>The directory in the admin API, for people to compare with accounts.</summary>
internal static class DirectoryEndpoints
{
    public static void MapDirectory(this IEndpointRouteBuilder app)
    {
        var directory = app.MapTenantApi<TenantStore>("Directory");
        directory.MapGet("/directory/users", ListAsync)
            .WithSummary("Lists users as the identity provider sent them. The filter names attributes of SCIM.");
        directory.MapGet("/directory/users/{id}", GetAsync).WithSummary("Returns a user as the identity provider sent it.");
    }

    private static async Task<Ok<ListPage<DirectoryUserView>>> ListAsync(
        TenantId tenant,
        [AsParameters] AdminListRequest request,
        UserStore users,
        GroupStore groups,
        CancellationToken cancellationToken)
    {
        var page = await request.ReadAsync(users.Documents, tenant, document => document.Body, cancellationToken);
        var names = await NamesAsync(tenant, page.Items, groups, cancellationToken);
        return TypedResults.Ok(new ListPage<DirectoryUserView>(
            [.. page.Items.Select(user => DirectoryUserView.From(user, names))], page.NextCursor));
    }

    private static async Task<Ok<DirectoryUserView>> GetAsync(
        TenantId tenant, UserId id, UserStore users, GroupStore groups, CancellationToken cancellationToken)
    {
        var user = await users.FindAsync(tenant, id, cancellationToken)
            ?? throw AdminException.NotFound($"Tenant '{tenant}' has no user {id} in its directory.");
        return TypedResults.Ok(DirectoryUserView.From(user, await NamesAsync(tenant, [user], groups, cancellationToken)));
    }

    private static async Task<IReadOnlyDictionary<GroupId, string>> NamesAsync(
        TenantId tenant, IReadOnlyList<UserRecord> users, GroupStore groups, CancellationToken cancellationToken)
    {
        var ids = users.SelectMany(DirectoryUserView.GroupsOf).Distinct().Select(id => id.ToString()).ToList();
        if (ids.Count == 0)
            return new Dictionary<GroupId, string>();
        var found = await groups.Documents.GetManyAsync(tenant, ids, cancellationToken);
        return found.Select(document => document.Body)
            .Where(group => !group.Deleted)
            .ToDictionary(group => group.Id, group => group.DisplayName);
    }
}
