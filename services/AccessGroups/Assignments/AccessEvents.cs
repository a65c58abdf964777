using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Assignments;

/// <summary>Creates the messages that give accounts their access.</summary>
internal static class AccessEvents
{
    /// <summary>
    /// Creates the message with a user's access: the settings of the desired Access Group, or nothing if the group is not known yet, was
    /// removed or is not configured.
    /// </summary>
    public static PendingMessage CreateApplied(AssignmentRecord assignment, AccessGroupRecord? group, DateTimeOffset now)
    {
        var settings = group?.Settings ?? AccessSettings.None;
        var message = new AccessGroupApplied
        {
            Tenant = assignment.Tenant,
            User = assignment.User,
            Generation = assignment.Generation,
            GroupVersion = group?.Version ?? 0,
            Group = assignment.Group,
            DisplayName = group?.DisplayName,
            Permissions = settings.Permissions,
            Visibilities = settings.Visibilities,
            Notifications = settings.Notifications,
            OccurredAt = now,
        };
        var name = $"{nameof(AccessGroupApplied)}/{message.GroupVersion}";
        return PendingMessage.Create(message, MessageIds.Create(assignment.User.Value, assignment.Generation, name), now);
    }
}
