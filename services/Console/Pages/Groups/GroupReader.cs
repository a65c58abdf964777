using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Accounts;
using Scim.Bus.Console.Pages.Frame;

namespace Scim.Bus.Console.Pages.Groups;

/// <summary>Reads what the page of an Access Group shows.</summary>
internal sealed class GroupReader(AccessGroupsClient groups, AccountsClient accounts)
{
    /// <param name="page">The request.</param>
    /// <param name="group">The group.</param>
    /// <param name="typed">What was typed, if the form was refused; null else.</param>
    /// <param name="from">What the form is filled in from; null for the group's own settings.</param>
    /// <param name="cursor">Where the page of its members begins.</param>
    public async Task<GroupModel> ReadAsync(
        TenantRequest page, AccessGroup group, RefusedForm? typed, string? from, string? cursor)
    {
        var catalogueRead = Optional.ReadAsync(groups.GetCatalogueAsync());
        var othersRead = Optional.ReadAsync(groups.ListAsync(page.Tenant));
        var id = group.Id.ToString();
        var members = await Optional.ReadAsync(AccountList.ReadAsync(
            accounts, page.Tenant, AccountQuery.All, cursor, page.Path("groups", id), $"accessGroup.id eq {ServiceClient.Quoted(id)}"));
        var catalogue = (await catalogueRead).Value;
        var sources = GroupSources.From(catalogue, (await othersRead).Value, group.Id, from);
        var held = GroupForm.From(group);
        var (form, leftOut) = typed is null && sources.Settings is { } filled
            ? Known(filled, held, catalogue)
            : (typed?.Form ?? held, []);
        return new GroupModel
        {
            Group = group,
            Lists = ListsOf(catalogue, form, held),
            Before = typed?.Before ?? held.ToField(),
            Sources = sources with { LeftOut = leftOut },
            Members = members.Value,
            MembersProblem = members.Problem,
            IsRefused = typed is not null,
        };
    }

    private static IReadOnlyList<NameChoices> ListsOf(Catalogue? catalogue, GroupForm form, GroupForm held) =>
    [
        NameChoices.Of(
            new(GroupForm.PermissionField, "Permissions", "What members can do."),
            catalogue?.Permissions,
            form.Permissions,
            held.Permissions),
        NameChoices.Of(
            new(GroupForm.VisibilityField, "Visibilities", "What members can see."),
            catalogue?.Visibilities,
            form.Visibilities,
            held.Visibilities),
        NameChoices.Of(
            new(GroupForm.NotificationField, "Notifications", "What members are notified about."),
            catalogue?.Notifications,
            form.Notifications,
            held.Notifications),
    ];

    /// <summary>What the group may take of another's settings, and what not: a name that neither it nor the catalogue has.</summary>
    private static (GroupForm Form, IReadOnlyList<string> LeftOut) Known(GroupForm filled, GroupForm held, Catalogue? catalogue)
    {
        var permissions = NameChoices.UnknownOf(catalogue?.Permissions, filled.Permissions, held.Permissions);
        var visibilities = NameChoices.UnknownOf(catalogue?.Visibilities, filled.Visibilities, held.Visibilities);
        var notifications = NameChoices.UnknownOf(catalogue?.Notifications, filled.Notifications, held.Notifications);
        var form = new GroupForm(
            [.. filled.Permissions.Except(permissions)],
            [.. filled.Visibilities.Except(visibilities)],
            [.. filled.Notifications.Except(notifications)]);
        return (form, [.. permissions, .. visibilities, .. notifications]);
    }
}

/// <summary>A form that was refused.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="Before">The settings that it began with, as its field has them.</param>
internal sealed record RefusedForm(GroupForm Form, string Before);
