namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>
/// The names that settings may use (section <c>Catalogue</c> of the configuration). A name that ends in an asterisk stands for all that begin so.
/// </summary>
internal sealed class CatalogueOptions
{
    public const string Section = "Catalogue";

    public IList<string> Permissions { get; } = [];

    public IList<string> Visibilities { get; } = [];

    public IList<string> Notifications { get; } = [];
}
