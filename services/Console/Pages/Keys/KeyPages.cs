using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Confirming;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Console.Pages.Parts;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Keys;

/// <summary>Shows, creates and deletes machine keys: those of a tenant, or all where none is given.</summary>
internal sealed class KeyPages(MachineKeysClient keys, TimeProvider time)
{
    private const string View = "keys";
    private const int PageSize = 50;

    public async Task<IResult> ShowAsync(PageRequest page, TenantId? tenant, string? cursor) =>
        Show(page, await ReadAsync(page, tenant, cursor));

    public async Task<IResult> CreateAsync(PageRequest page, TenantId? tenant, FormValues form, IReadOnlyList<string> roles)
    {
        var (name, lifetime) = (form.Text("name"), form.Text("lifetime"));
        try
        {
            var secret = await keys.CreateAsync(tenant, name, roles, Lifetimes.End(lifetime, time.GetUtcNow()));
            return page.Done(PathOf(tenant), new Outcome("The key was created. It is below.", Secret: secret));
        }
        catch (Exception e) when (FormRefusal.From(e) is { } refusal)
        {
            var model = await ReadAsync(page, tenant, cursor: null);
            return Show(page, model with { NewKey = new KeyForm(name, roles, lifetime) }, refusal);
        }
    }

    public async Task<IResult> DeleteAsync(PageRequest page, TenantId? tenant, FormValues form, Guid id)
    {
        var path = PathOf(tenant);
        if (!form.IsConfirmed)
        {
            var question = new Confirmation(
                DeleteKey.Consequence, DeleteKey.Action, $"{path}/{id}/delete", $"{path}#delete-{id}", []);
            return page.Show<ConfirmationPage, Confirmation>(DeleteKey.Question, question, View, hasOwnFocus: true);
        }

        await keys.DeleteAsync(tenant, id);
        return page.Done(path, "The key was deleted.");
    }

    private static IResult Show(PageRequest page, KeysModel model, Refusal? problem = null) =>
        page.Show<KeysPage, KeysModel>("Machine keys", model, View, problem);

    private static string PathOf(TenantId? tenant) => tenant is { } one ? PagePath.OfTenant(one, View) : PagePath.Keys;

    private async Task<KeysModel> ReadAsync(PageRequest page, TenantId? tenant, string? cursor)
    {
        var list = await keys.ListAsync(tenant, PageSize, cursor);
        var (path, roles) = (PathOf(tenant), page.User.GetRoles());
        return new KeysModel(
            list.Items,
            time.GetUtcNow(),
            path,
            First: cursor is null ? null : path,
            Next: list.NextCursor is { } next ? PagePath.With(path, ("cursor", next)) : null,
            MayChange: tenant is { } one ? roles.Allows(AdminRight.ChangeTenant, one) : roles.Allows(AdminRight.Operate, tenant: null),
            Roles: tenant is { } own ? RoleChoices.For(own, roles) : null);
    }
}
