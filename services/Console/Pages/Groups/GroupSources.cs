using Scim.Bus.Console.Clients;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Groups;

/// <summary>What the settings of an Access Group may be filled in from: a template, or another group.</summary>
/// <param name="Templates">The templates.</param>
/// <param name="Groups">Other groups that are configured, in the order of their names.</param>
/// <param name="Chosen">The source that was chosen, as an address has it; null if none was.</param>
/// <param name="LeftOut">Names of the source that are left out, because the catalogue does not have them and the group neither.</param>
public sealed record GroupSources(
    IReadOnlyList<CatalogueTemplate> Templates, IReadOnlyList<AccessGroup> Groups, string? Chosen, IReadOnlyList<string> LeftOut)
{
    public static string Of(CatalogueTemplate template) => $"template:{template.Name}";

    public static string Of(AccessGroup group) => $"group:{group.Id}";

    public bool IsEmpty => Templates.Count == 0 && Groups.Count == 0;

    /// <summary>Name of the source that was chosen; null if none was, or it is gone.</summary>
    public string? ChosenName =>
        Templates.FirstOrDefault(template => Of(template) == Chosen)?.Name
        ?? Groups.FirstOrDefault(group => Of(group) == Chosen)?.DisplayName;

    /// <summary>The settings of the source that was chosen; null if none was, or it is gone.</summary>
    internal GroupForm? Settings => Templates.FirstOrDefault(template => Of(template) == Chosen) is { } template
        ? GroupForm.From(template)
        : Groups.FirstOrDefault(group => Of(group) == Chosen) is { } group ? GroupForm.From(group) : null;

    internal static GroupSources From(Catalogue? catalogue, IReadOnlyList<AccessGroup>? groups, GroupId self, string? chosen) => new(
        catalogue?.Templates ?? [], [.. groups?.Where(group => group.Configured && group.Id != self) ?? []], chosen, []);
}
