namespace Scim.Bus.Console.Clients;

/// <summary>The names that settings of Access Groups may use, as the admin API returns them.</summary>
public sealed record Catalogue
{
    public IReadOnlyList<CatalogueName> Permissions { get; init; } = [];

    public IReadOnlyList<CatalogueName> Visibilities { get; init; } = [];

    public IReadOnlyList<CatalogueName> Notifications { get; init; } = [];

    /// <summary>Named sets to begin with.</summary>
    public IReadOnlyList<CatalogueTemplate> Templates { get; init; } = [];
}

/// <summary>A name of the catalogue.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">What it means; null if that is not known.</param>
/// <param name="Pattern">A regular expression that the names match as a whole that it stands for; null if it stands for itself.</param>
public sealed record CatalogueName(string Name, string? Description, string? Pattern);

/// <summary>A named set to begin with.</summary>
public sealed record CatalogueTemplate(
    string Name,
    string? Description,
    IReadOnlyList<string> Permissions,
    IReadOnlyList<string> Visibilities,
    IReadOnlyList<string> Notifications);
