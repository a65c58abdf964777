using Microsoft.Extensions.Options;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Protocol.Errors;
using Scim.Protocol.Limits;

namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>The permissions, visibilities and notifications that exist, and sets of them to begin with.</summary>
internal sealed class Catalogue(IOptions<CatalogueOptions> options)
{
    public CatalogueNames Names { get; } = new(options.Value);

    /// <summary>Sets to begin with. A built-in one has the names that exist, and is left out if it has none.</summary>
    public IReadOnlyList<CatalogueTemplate> Templates { get; } =
        options.Value.Templates.Count > 0 ? [.. options.Value.Templates] : BuiltIn(new CatalogueNames(options.Value));

    /// <summary>Returns the settings without duplicate names.</summary>
    /// <param name="settings">New settings of an Access Group.</param>
    /// <param name="present">Its present ones. It may keep what it has, also if the catalogue no longer has it.</param>
    /// <exception cref="AdminException">400, with all names that are not in the catalogue.</exception>
    public AccessSettings Validate(AccessSettings settings, AccessSettings present)
    {
        var unknown = Names.UnknownOf(Without(settings, present)).ToList();
        if (unknown.Count > 0)
            throw AdminException.Invalid($"Not in the catalogue: {string.Join(", ", unknown.Select(Shown.Text))}.");
        // A name of the catalogue that ends in a star may be continued by anything.
        var names = settings.Permissions.Concat(settings.Visibilities).Concat(settings.Notifications);
        if (names.FirstOrDefault(name => name.Length > RequestLimits.NameLength) is { } tooLong)
        {
            throw AdminException.Invalid(
                $"'{Shown.Text(tooLong)}' has {tooLong.Length} characters; {RequestLimits.NameLength} is the most.");
        }

        return new AccessSettings
        {
            Permissions = [.. settings.Permissions.Distinct()],
            Visibilities = [.. settings.Visibilities.Distinct()],
            Notifications = [.. settings.Notifications.Distinct()],
        };
    }

    private static AccessSettings Without(AccessSettings settings, AccessSettings present) => new()
    {
        Permissions = [.. settings.Permissions.Except(present.Permissions)],
        Visibilities = [.. settings.Visibilities.Except(present.Visibilities)],
        Notifications = [.. settings.Notifications.Except(present.Notifications)],
    };

    private static IReadOnlyList<CatalogueTemplate> BuiltIn(CatalogueNames names) =>
    [
        .. BuiltInTemplates.All.Select(template => Known(template, [.. names.UnknownOf(template)]))
            .Where(template => template.Permissions.Count + template.Visibilities.Count + template.Notifications.Count > 0),
    ];

    private static CatalogueTemplate Known(CatalogueTemplate template, IReadOnlyList<string> unknown) => new()
    {
        Name = template.Name,
        Description = template.Description,
        Permissions = [.. template.Permissions.Except(unknown)],
        Visibilities = [.. template.Visibilities.Except(unknown)],
        Notifications = [.. template.Notifications.Except(unknown)],
    };
}
