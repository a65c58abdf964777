using Microsoft.AspNetCore.Mvc;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Groups;

/// <summary>Access Groups, and the settings and members of one.</summary>
internal static class GroupEndpoints
{
    private const string View = "groups";
    private const int PageSize = 50;

    public static void MapGroups(this IEndpointRouteBuilder tenant)
    {
        tenant.MapPage("/groups", AdminRight.ReadTenant, ListAsync);
        tenant.MapPage("/groups/{id:guid}", AdminRight.ReadTenant, ShowAsync);
        tenant.MapForm("/groups/{id:guid}", AdminRight.ChangeTenant, SaveAsync);
    }

    private static async Task<IResult> ListAsync(
        TenantRequest page, [AsParameters] GroupQuery query, AccessGroupsClient groups, [FromQuery(Name = "page")] int? wanted)
    {
        var all = await groups.ListAsync(page.Tenant);
        var chosen = query.Apply(all);
        var number = Math.Clamp(wanted ?? 1, 1, Math.Max(1, (chosen.Count + PageSize - 1) / PageSize));
        var path = page.Path(View);
        var model = new GroupListModel(
            [.. chosen.Skip((number - 1) * PageSize).Take(PageSize)],
            query,
            all.Count,
            all.Count(group => !group.Configured),
            First: number == 1 ? null : query.At(path),
            Next: number * PageSize < chosen.Count ? query.At(path, number + 1) : null);
        return page.Show<GroupListPage, GroupListModel>("Access Groups", model, View);
    }

    private static async Task<IResult> ShowAsync(
        TenantRequest page, GroupId id, string? cursor, string? from, AccessGroupsClient groups, GroupReader reader)
    {
        var group = await groups.GetAsync(page.Tenant, id);
        var model = await reader.ReadAsync(page, group, null, from, cursor);
        return page.Show<GroupPage, GroupModel>(group.DisplayName, model, View);
    }

    private static async Task<IResult> SaveAsync(
        TenantRequest page, GroupId id, FormValues values, AccessGroupsClient groups, GroupReader reader)
    {
        var group = await groups.GetAsync(page.Tenant, id);
        var typed = new RefusedForm(GroupForm.From(values), values.Exact(GroupForm.Before));
        var changed = typed.Form.ChangesOn(group, typed.Before);
        try
        {
            await groups.ConfigureAsync(page.Tenant, id, changed.Permissions, changed.Visibilities, changed.Notifications);
        }
        catch (Exception e) when (FormRefusal.From(e) is { } refusal)
        {
            var model = await reader.ReadAsync(page, group, typed, null, null);
            return page.Show<GroupPage, GroupModel>(group.DisplayName, model, View, refusal);
        }

        return page.Done(page.Path(View, id.ToString()), "Saved. Members' accounts are updated within seconds.");
    }
}
