using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.AccessGroups.Configuration;
using Scim.Bus.AccessGroups.Members;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.AccessGroups.Api;

/// <summary>Access Groups in the admin API.</summary>
internal static class AccessGroupEndpoints
{
    public static void MapAccessGroupEndpoints(this IEndpointRouteBuilder app)
    {
        var groups = app.MapTenantApi<TenantLookup<AccessGroupsService>>("Access Groups");
        groups.MapGet("/access-groups", ListAsync).WithSummary("Lists Access Groups.");
        groups.MapGet("/access-groups/{id}", GetAsync).WithSummary("Returns an Access Group.");
        groups.MapPut("/access-groups/{id}/settings", ConfigureAsync)
            .Audited(AccessGroupCollections.Service, "access-group.configure")
            .WithSummary("Replaces the permissions, visibilities and notifications of an Access Group.");
    }

    private static async Task<Ok<ListPage<AccessGroupView>>> ListAsync(
        TenantId tenant,
        [AsParameters] AdminListRequest request,
        AccessGroupStore groups,
        MemberCounter members,
        CancellationToken cancellationToken)
    {
        var page = await request.ReadAsync(groups.Documents, tenant, document => document.Body, cancellationToken);
        var views = await ViewAsync(tenant, page.Items, members, cancellationToken);
        return TypedResults.Ok(new ListPage<AccessGroupView>(views, page.NextCursor));
    }

    private static async Task<Ok<AccessGroupView>> GetAsync(
        TenantId tenant,
        GroupId id,
        AccessGroupStore groups,
        MemberCounter members,
        CancellationToken cancellationToken)
    {
        var group = await groups.FindAsync(tenant, id, cancellationToken)
            ?? throw AdminException.NotFound($"Tenant '{tenant}' has no Access Group {id}.");
        return TypedResults.Ok((await ViewAsync(tenant, [group], members, cancellationToken))[0]);
    }

    private static async Task<Ok<AccessGroupView>> ConfigureAsync(
        TenantId tenant,
        GroupId id,
        SettingsRequest request,
        AdminAct act,
        ConfigureAccessGroup configure,
        MemberCounter members,
        CancellationToken cancellationToken)
    {
        var settings = new AccessSettings
        {
            Permissions = NamesIn(request.Permissions, "permissions"),
            Visibilities = NamesIn(request.Visibilities, "visibilities"),
            Notifications = NamesIn(request.Notifications, "notifications"),
        };
        var group = await configure.ExecuteAsync(tenant, id, settings, act, cancellationToken);
        return TypedResults.Ok((await ViewAsync(tenant, [group], members, cancellationToken))[0]);
    }

    private static IReadOnlyList<string> NamesIn(IReadOnlyList<string>? list, string field) =>
        list?.Contains(null!) == true ? throw AdminException.Invalid($"'{field}' contains null; it takes names.") : list ?? [];

    private static async Task<IReadOnlyList<AccessGroupView>> ViewAsync(
        TenantId tenant, IReadOnlyList<AccessGroupRecord> groups, MemberCounter members, CancellationToken cancellationToken)
    {
        var counts = await members.CountAsync(tenant, [.. groups.Select(group => group.Id)], cancellationToken);
        return [.. groups.Select(group => AccessGroupView.From(group, counts.TryGetValue(group.Id, out var count) ? count : null))];
    }
}
