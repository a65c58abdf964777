using System.ComponentModel.DataAnnotations;

namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>
/// Names that the settings of an Access Group may use (section <c>Catalogue</c> of the configuration). An empty list stands for the
/// built-in names. <c>location:*</c> allows every name that begins with <c>location:</c> and is longer. What follows on <c> = </c> says
/// what a name means: <c>jobs.view = See jobs</c>.
/// </summary>
internal sealed class CatalogueOptions : IValidatableObject
{
    public const string Section = "Catalogue";

    public IList<string> Permissions { get; } = [];

    public IList<string> Visibilities { get; } = [];

    public IList<string> Notifications { get; } = [];

    /// <summary>Sets to begin with. An empty list stands for the built-in ones, as far as the catalogue has their names.</summary>
    public IList<CatalogueTemplate> Templates { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var catalogue = new CatalogueNames(this);
        for (var i = 0; i < Templates.Count; i++)
        {
            var template = Templates[i];
            var member = $"{nameof(Templates)}__{i}";
            if (string.IsNullOrWhiteSpace(template.Name))
                yield return new ValidationResult("A template needs a name.", [$"{member}__{nameof(CatalogueTemplate.Name)}"]);
            else if (Templates.Take(i).Any(other => other.Name == template.Name))
                yield return new ValidationResult("Another template has this name.", [$"{member}__{nameof(CatalogueTemplate.Name)}"]);
            foreach (var name in catalogue.UnknownOf(template))
                yield return new ValidationResult($"'{name}' is not in the catalogue.", [member]);
        }
    }
}
