using Microsoft.Extensions.Options;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>Knows which permissions, visibilities and notifications there are.</summary>
internal sealed class Catalogue(IOptions<CatalogueOptions> options)
{
    private static readonly string[] Subjects =
        ["jobs", "requisitions", "candidates", "applications", "interviews", "offers", "referrals", "reports", "careers", "users", "settings"];

    private static readonly string[] Actions = ["view", "create", "edit", "delete", "approve", "publish", "export", "comment", "manage"];

    private static readonly string[] Events =
    [
        "application.received", "application.moved", "application.withdrawn", "interview.scheduled", "interview.cancelled", "scorecard.submitted",
        "offer.approved", "offer.accepted", "offer.declined", "requisition.submitted", "requisition.approved", "comment.mentioned", "job.published",
    ];

    private static readonly string[] Channels = ["email", "inapp"];

    private readonly IReadOnlyList<string> _permissions = Names(
        options.Value.Permissions, Subjects.SelectMany(subject => Actions.Select(action => $"{subject}.{action}")));

    private readonly IReadOnlyList<string> _visibilities = Names(
        options.Value.Visibilities, ["all", "location:*", "department:*", "division:*", "job:*", "structure:*"]);

    private readonly IReadOnlyList<string> _notifications = Names(
        options.Value.Notifications, Events.SelectMany(happened => Channels.Select(channel => $"{happened}:{channel}")));

    /// <summary>The settings without what is said twice.</summary>
    /// <exception cref="AdminException">400: names all that are unknown, at once.</exception>
    public AccessSettings Check(AccessSettings settings)
    {
        var unknown = settings.Permissions.Where(name => !Knows(_permissions, name))
            .Concat(settings.Visibilities.Where(name => !Knows(_visibilities, name)))
            .Concat(settings.Notifications.Where(name => !Knows(_notifications, name)))
            .Distinct()
            .ToList();
        if (unknown.Count > 0)
            throw AdminException.Invalid($"The catalogue does not have: {string.Join(", ", unknown)}.");
        return new AccessSettings
        {
            Permissions = [.. settings.Permissions.Distinct()],
            Visibilities = [.. settings.Visibilities.Distinct()],
            Notifications = [.. settings.Notifications.Distinct()],
        };
    }

    private static IReadOnlyList<string> Names(IList<string> configured, IEnumerable<string> otherwise) =>
        configured.Count > 0 ? [.. configured] : [.. otherwise];

    private static bool Knows(IReadOnlyList<string> names, string name) => names.Any(known => known.EndsWith('*')
        ? name.Length >= known.Length && name.StartsWith(known[..^1], StringComparison.Ordinal)
        : name == known);
}
