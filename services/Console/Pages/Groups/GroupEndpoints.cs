using Microsoft.AspNetCore.Mvc;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Accounts;
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

    private static async Task<IResult> ListAsync(TenantRequest page, AccessGroupsClient groups, [FromQuery(Name = "page")] int? wanted)
    {
        var all = await groups.ListAsync(page.Tenant);
        var number = Math.Clamp(wanted ?? 1, 1, Math.Max(1, (all.Count + PageSize - 1) / PageSize));
        var path = page.Path(View);
        var model = new GroupListModel(
            [.. all.Skip((number - 1) * PageSize).Take(PageSize)],
            all.Count(group => !group.Configured),
            First: number == 1 ? null : path,
            Next: number * PageSize < all.Count ? PagePath.With(path, ("page", number + 1)) : null);
        return page.Show<GroupListPage, GroupListModel>("Access Groups", model, View);
    }

    private static async Task<IResult> ShowAsync(
        TenantRequest page, GroupId id, string? cursor, AccessGroupsClient groups, AccountsClient accounts)
    {
        var group = await groups.GetAsync(page.Tenant, id);
        var form = new GroupForm(group.Permissions, group.Visibilities, group.Notifications);
        return await RenderAsync(page, group, form, cursor, accounts);
    }

    private static async Task<IResult> SaveAsync(
        TenantRequest page, GroupId id, FormValues values, AccessGroupsClient groups, AccountsClient accounts)
    {
        var form = new GroupForm(values.Lines("permissions"), values.Lines("visibilities"), values.Lines("notifications"));
        try
        {
            await groups.ConfigureAsync(page.Tenant, id, form.Permissions, form.Visibilities, form.Notifications);
        }
        catch (Exception e) when (FormRefusal.From(e) is { } refusal)
        {
            return await RenderAsync(page, await groups.GetAsync(page.Tenant, id), form, null, accounts, refusal);
        }

        return page.Done(page.Path(View, id.ToString()), "Saved. Members' accounts are updated within seconds.");
    }

    private static async Task<IResult> RenderAsync(
        TenantRequest page, AccessGroup group, GroupForm form, string? cursor, AccountsClient accounts, Refusal? problem = null)
    {
        var path = page.Path(View, group.Id.ToString());
        var members = await Optional.ReadAsync(AccountList.ReadAsync(
            accounts, page.Tenant, $"accessGroup.id eq {ServiceClient.Quoted(group.Id.ToString())}", cursor, path, null));
        var model = new GroupModel(group, form, members.Value, members.Problem, IsRefused: problem is not null);
        return page.Show<GroupPage, GroupModel>(group.DisplayName, model, View, problem);
    }
}
