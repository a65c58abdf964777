namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>
/// Names that the settings of an Access Group may use (section <c>Catalogue</c> of the configuration). An empty list stands for the
/// built-in names. <c>location:*</c> allows every name that begins with <c>location:</c> and is longer.
/// </summary>
internal sealed class CatalogueOptions
{
    public const string Section = "Catalogue";

    public IList<string> Permissions { get; } = [];

    public IList<string> Visibilities { get; } = [];

    public IList<string> Notifications { get; } = [];
}
