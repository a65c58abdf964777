using Scim.Bus.AccessGroups.Configuration;

namespace Scim.Bus.AccessGroups.Api;

/// <summary>The catalogue as the admin API returns it.</summary>
internal sealed record CatalogueView
{
    public required IReadOnlyList<CatalogueName> Permissions { get; init; }

    public required IReadOnlyList<CatalogueName> Visibilities { get; init; }

    public required IReadOnlyList<CatalogueName> Notifications { get; init; }

    /// <summary>Named sets to begin with.</summary>
    public required IReadOnlyList<CatalogueTemplate> Templates { get; init; }

    public static CatalogueView From(Catalogue catalogue) => new()
    {
        Permissions = catalogue.Names.Permissions,
        Visibilities = catalogue.Names.Visibilities,
        Notifications = catalogue.Names.Notifications,
        Templates = catalogue.Templates,
    };
}
