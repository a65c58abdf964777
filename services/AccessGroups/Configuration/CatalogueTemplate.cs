namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>A named set of settings that admins may begin with.</summary>
internal sealed class CatalogueTemplate
{
    public string Name { get; set; } = "";

    /// <summary>Who it is for; null if nobody said so.</summary>
    public string? Description { get; set; }

    public IList<string> Permissions { get; init; } = [];

    public IList<string> Visibilities { get; init; } = [];

    public IList<string> Notifications { get; init; } = [];
}
