using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Keys;

/// <summary>Machine keys: all of them for operators, those of a tenant for its admins.</summary>
internal static class KeyEndpoints
{
    public static void MapAllKeys(this IEndpointRouteBuilder app)
    {
        app.MapPage(PagePath.Keys, AdminRight.Operate, ShowAllAsync);
        app.MapForm(PagePath.Keys, AdminRight.Operate, CreateAsync);
        app.MapForm($"{PagePath.Keys}/{{id:guid}}/delete", AdminRight.Operate, DeleteAsync);
    }

    public static void MapKeys(this IEndpointRouteBuilder tenant)
    {
        tenant.MapPage("/keys", AdminRight.ReadTenant, ShowOfTenantAsync);
        tenant.MapForm("/keys", AdminRight.ChangeTenant, CreateForTenantAsync);
        tenant.MapForm("/keys/{id:guid}/delete", AdminRight.ChangeTenant, DeleteOfTenantAsync);
    }

    private static Task<IResult> ShowAllAsync(PageRequest page, KeyPages keys, string? cursor) =>
        keys.ShowAsync(page, tenant: null, cursor);

    private static Task<IResult> CreateAsync(PageRequest page, FormValues form, KeyPages keys) =>
        keys.CreateAsync(page, tenant: null, form, form.Lines(KeyForm.Roles));

    private static Task<IResult> DeleteAsync(PageRequest page, FormValues form, Guid id, KeyPages keys) =>
        keys.DeleteAsync(page, tenant: null, form, id);

    private static Task<IResult> ShowOfTenantAsync(TenantRequest page, KeyPages keys, string? cursor) =>
        keys.ShowAsync(page, page.Tenant, cursor);

    private static Task<IResult> CreateForTenantAsync(TenantRequest page, FormValues form, KeyPages keys) =>
        keys.CreateAsync(page, page.Tenant, form, form.All(KeyForm.Roles));

    private static Task<IResult> DeleteOfTenantAsync(TenantRequest page, FormValues form, Guid id, KeyPages keys) =>
        keys.DeleteAsync(page, page.Tenant, form, id);
}
