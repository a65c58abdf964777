using Microsoft.Extensions.Options;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Protocol.Errors;
using Scim.Protocol.Limits;

namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>The permissions, visibilities and notifications that exist: Pinpoint's own, unless the configuration has others.</summary>
internal sealed class Catalogue(IOptions<CatalogueOptions> options)
{
    private static readonly string[] Subjects =
    [
        "jobs", "requisitions", "candidates", "applications", "interviews", "offers", "referrals", "reports", "careers", "users",
        "settings",
    ];

    private static readonly string[] Actions =
        ["view", "create", "edit", "delete", "approve", "publish", "export", "comment", "manage"];

    private static readonly string[] Events =
    [
        "application.received", "application.moved", "application.withdrawn", "interview.scheduled", "interview.cancelled",
        "scorecard.submitted", "offer.approved", "offer.accepted", "offer.declined", "requisition.submitted", "requisition.approved",
        "comment.mentioned", "job.published",
    ];

    private static readonly string[] Channels = ["email", "inapp"];

    private readonly IReadOnlyList<string> _permissions = ConfiguredOrDefault(
        options.Value.Permissions, Subjects.SelectMany(subject => Actions.Select(action => $"{subject}.{action}")));

    private readonly IReadOnlyList<string> _visibilities = ConfiguredOrDefault(
        options.Value.Visibilities, ["all", "location:*", "department:*", "division:*", "job:*", "structure:*"]);

    private readonly IReadOnlyList<string> _notifications = ConfiguredOrDefault(
        options.Value.Notifications, Events.SelectMany(name => Channels.Select(channel => $"{name}:{channel}")));

    /// <summary>Returns the settings without duplicate names.</summary>
    /// <exception cref="AdminException">400, with all names that are not in the catalogue.</exception>
    public AccessSettings Validate(AccessSettings settings)
    {
        var unknown = settings.Permissions.Where(name => !Contains(_permissions, name))
            .Concat(settings.Visibilities.Where(name => !Contains(_visibilities, name)))
            .Concat(settings.Notifications.Where(name => !Contains(_notifications, name)))
            .Distinct()
            .ToList();
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

    private static IReadOnlyList<string> ConfiguredOrDefault(IList<string> configured, IEnumerable<string> defaults) =>
        configured.Count > 0 ? [.. configured] : [.. defaults];

    private static bool Contains(IReadOnlyList<string> catalogue, string name) => catalogue.Any(entry => entry.EndsWith('*')
        ? name.Length >= entry.Length && name.StartsWith(entry[..^1], StringComparison.Ordinal)
        : name == entry);
}
