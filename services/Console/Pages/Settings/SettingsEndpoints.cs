using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Settings;

/// <summary>The tenant's settings.</summary>
internal static class SettingsEndpoints
{
    private const string View = "settings";

    public static void MapSettings(this IEndpointRouteBuilder tenant)
    {
        tenant.MapPage("/settings", AdminRight.ReadTenant, ShowAsync);
        tenant.MapForm("/settings", AdminRight.ChangeTenant, SaveAsync);
    }

    private static async Task<IResult> ShowAsync(TenantRequest page, AccessGroupsClient groups)
    {
        var form = SettingsForm.From(page.Settings);
        return await RenderAsync(page, groups, form, form.ToField());
    }

    private static async Task<IResult> SaveAsync(TenantRequest page, FormValues values, TenantsClient tenants, AccessGroupsClient groups)
    {
        var (form, before) = (SettingsForm.From(values), values.Text(SettingsForm.Before));
        var changes = form.ChangesSince(before);
        if (form.GroupsToSync is { Count: 0 } && changes.ContainsKey("groupsToSync"))
        {
            var problem = new Refusal("Select at least one group to sync, or choose All users.");
            return await RenderAsync(page, groups, form, before, problem);
        }

        if (changes.Count == 0)
            return page.Done(page.Path(View), "There are no changes to save.");
        try
        {
            await tenants.ConfigureAsync(page.Tenant, changes);
        }
        catch (Exception e) when (FormRefusal.From(e) is { } refusal)
        {
            return await RenderAsync(page, groups, form, before, refusal);
        }

        return page.Done(page.Path(View), "Saved.");
    }

    private static async Task<IResult> RenderAsync(
        TenantRequest page, AccessGroupsClient groups, SettingsForm form, string before, Refusal? problem = null)
    {
        var list = await Optional.ReadAsync(groups.ListAsync(page.Tenant));
        var model = new SettingsModel(form, before, list.Value ?? [], list.Problem, IsRefused: problem is not null);
        return page.Show<SettingsPage, SettingsModel>("Settings", model, View, problem);
    }
}
