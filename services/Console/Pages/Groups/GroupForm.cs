using System.Text.Json;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;

namespace Scim.Bus.Console.Pages.Groups;

/// <summary>Settings of an Access Group as the form has them.</summary>
public sealed record GroupForm(IReadOnlyList<string> Permissions, IReadOnlyList<string> Visibilities, IReadOnlyList<string> Notifications)
{
    public const string PermissionField = "permissions";
    public const string VisibilityField = "visibilities";
    public const string NotificationField = "notifications";

    /// <summary>Name of the field with the settings that the form began with.</summary>
    public const string Before = "before";

    /// <summary>What the name of a list's field with typed names ends in.</summary>
    public const string Typed = "-typed";

    private static readonly GroupForm None = new([], [], []);

    public static GroupForm From(AccessGroup group) => new(group.Permissions, group.Visibilities, group.Notifications);

    public static GroupForm From(CatalogueTemplate template) => new(template.Permissions, template.Visibilities, template.Notifications);

    internal static GroupForm From(FormValues form) =>
        new(NamesIn(form, PermissionField), NamesIn(form, VisibilityField), NamesIn(form, NotificationField));

    /// <summary>These settings as a field of the form, to be compared with later.</summary>
    public string ToField() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>
    /// The group's present settings with what was changed in the form. So what somebody else set meanwhile stays, and names keep their
    /// order.
    /// </summary>
    internal GroupForm ChangesOn(AccessGroup present, string before)
    {
        var was = Parse(before);
        return new GroupForm(
            Apply(present.Permissions, was.Permissions, Permissions),
            Apply(present.Visibilities, was.Visibilities, Visibilities),
            Apply(present.Notifications, was.Notifications, Notifications));
    }

    private static IReadOnlyList<string> Apply(IReadOnlyList<string> present, IReadOnlyList<string> was, IReadOnlyList<string> now)
    {
        var removed = was.Except(now);
        return [.. present.Except(removed).Union(now.Except(was))];
    }

    private static IReadOnlyList<string> NamesIn(FormValues form, string field) =>
        [.. form.All(field).Concat(form.Lines(field + Typed)).Distinct()];

    /// <summary>The settings that the form began with; the field is ours, but it comes from outside.</summary>
    private static GroupForm Parse(string field)
    {
        try
        {
            return JsonSerializer.Deserialize<GroupForm>(field, JsonSerializerOptions.Web) is
            { Permissions: not null, Visibilities: not null, Notifications: not null } form ? form : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }
}
