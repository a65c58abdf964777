using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Identity;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.TenantList;

/// <summary>Chooses or creates a tenant.</summary>
internal static class TenantListEndpoints
{
    private const int PageSize = 50;

    /// <summary>Number of tenants beyond which a search helps.</summary>
    private const int Many = 20;

    public static void MapTenantList(this IEndpointRouteBuilder app)
    {
        app.MapOwnPage("/", Home);
        app.MapOwnPage(PagePath.Tenants, ShowAsync);
        app.MapForm(PagePath.Tenants, AdminRight.Operate, CreateAsync);
        app.MapPage($"{PagePath.Tenants}/{{{PageRight.Tenant}}}", AdminRight.AskLogin, First);
    }

    /// <summary>To the tenant that was shown last, or to the list of all.</summary>
    private static IResult Home(PageRequest page) => TypedResults.LocalRedirect(
        LastTenant.Get(page.Http) is { } last && page.User.GetRoles().Allows(AdminRight.AskLogin, last)
            ? PagePath.OfTenant(last)
            : PagePath.Tenants);

    /// <summary>To the first page of the tenant that somebody may see.</summary>
    private static IResult First(TenantRequest page) =>
        TypedResults.LocalRedirect(page.Path(page.User.GetRoles().Allows(AdminRight.ReadTenant, page.Tenant) ? "connection" : "login"));

    private static async Task<IResult> ShowAsync(PageRequest page, TenantsClient tenants, string? search, string? cursor) =>
        Show(page, await ReadAsync(page, tenants, search?.Trim() ?? "", cursor));

    private static async Task<IResult> CreateAsync(PageRequest page, FormValues form, TenantsClient tenants)
    {
        var (id, name) = (form.Text("id"), form.Text("name"));
        try
        {
            await tenants.CreateAsync(id, name);
        }
        catch (Exception e) when (FormRefusal.From(e) is { } refusal)
        {
            return Show(page, await ReadAsync(page, tenants, "", null) with { NewId = id, NewName = name }, refusal);
        }

        return TypedResults.LocalRedirect($"{PagePath.Tenants}/{Uri.EscapeDataString(id)}/connect");
    }

    private static IResult Show(PageRequest page, TenantListModel model, Refusal? problem = null) =>
        page.Show<TenantListPage, TenantListModel>("Choose a tenant", model, problem: problem);

    private static async Task<TenantListModel> ReadAsync(PageRequest page, TenantsClient tenants, string search, string? cursor)
    {
        var matches = search.Length == 0 ? null : $"id co {Quote(search.ToLowerInvariant())} or name co {Quote(search)}";
        var list = page.User.GetRoles().Allows(AdminRight.ReadAll, tenant: null)
            ? await tenants.ListAsync(matches, PageSize, cursor)
            : await ReadOwnAsync(page.User.GetRoles().NamedTenants, tenants, matches, cursor);
        return new TenantListModel(
            list.Items,
            search,
            HasSearch: search.Length > 0 || cursor is not null || list.NextCursor is not null || list.Items.Count > Many,
            First: cursor is null ? null : PagePath.With(PagePath.Tenants, ("search", search)),
            Next: list.NextCursor is { } next ? PagePath.With(PagePath.Tenants, ("search", search), ("cursor", next)) : null,
            MayCreate: page.User.GetRoles().Allows(AdminRight.Operate, tenant: null));
    }

    private static async Task<ListPage<Tenant>> ReadOwnAsync(
        IEnumerable<TenantId> own, TenantsClient tenants, string? matches, string? cursor)
    {
        var ids = string.Join(" or ", own.Select(tenant => $"id eq {Quote(tenant.Value)}"));
        if (ids.Length == 0)
            return new ListPage<Tenant>([], null);
        return await tenants.ListAsync(matches is null ? ids : $"({ids}) and ({matches})", PageSize, cursor);
    }

    private static string Quote(string text) => ServiceClient.Quoted(text);
}
