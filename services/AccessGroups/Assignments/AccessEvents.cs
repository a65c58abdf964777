using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Assignments;

/// <summary>The message that tells what a user may do.</summary>
internal static class AccessEvents
{
    /// <summary>What the user may do by the group: nothing if the group is not known yet, or has no settings any more.</summary>
    public static PendingMessage Applied(AssignmentRecord assignment, AccessGroupRecord? group, DateTimeOffset now)
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
        return PendingMessage.Create(
            message, MessageIds.Create(assignment.User.Value, assignment.Generation, $"{nameof(AccessGroupApplied)}/{message.GroupVersion}"), now);
    }
}
