using Scim.Bus.AccessGroups.Records;

namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>The names that exist: those of the configuration, or Pinpoint's own for each list that it leaves out.</summary>
internal sealed class CatalogueNames(CatalogueOptions options)
{
    public IReadOnlyList<CatalogueName> Permissions { get; } = ConfiguredOrBuiltIn(options.Permissions, BuiltInNames.Permissions);

    public IReadOnlyList<CatalogueName> Visibilities { get; } = ConfiguredOrBuiltIn(options.Visibilities, BuiltInNames.Visibilities);

    public IReadOnlyList<CatalogueName> Notifications { get; } = ConfiguredOrBuiltIn(options.Notifications, BuiltInNames.Notifications);

    /// <summary>The names of settings that are not in the catalogue, each once.</summary>
    public IEnumerable<string> UnknownOf(AccessSettings settings) =>
        UnknownOf(settings.Permissions, settings.Visibilities, settings.Notifications);

    /// <summary>The names of a template that are not in the catalogue, each once.</summary>
    public IEnumerable<string> UnknownOf(CatalogueTemplate template) =>
        UnknownOf(template.Permissions, template.Visibilities, template.Notifications);

    private IEnumerable<string> UnknownOf(
        IEnumerable<string> permissions, IEnumerable<string> visibilities, IEnumerable<string> notifications) =>
        permissions.Where(name => !IsIn(Permissions, name))
            .Concat(visibilities.Where(name => !IsIn(Visibilities, name)))
            .Concat(notifications.Where(name => !IsIn(Notifications, name)))
            .Distinct();

    private static IReadOnlyList<CatalogueName> ConfiguredOrBuiltIn(IList<string> configured, IReadOnlyList<CatalogueName> builtIn) =>
        configured.Count > 0 ? [.. configured.Select(CatalogueName.Parse)] : builtIn;

    private static bool IsIn(IReadOnlyList<CatalogueName> catalogue, string name) => catalogue.Any(entry => entry.Allows(name));
}
