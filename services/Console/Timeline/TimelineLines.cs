using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Console.Timeline;

/// <summary>Says in a line what a message tells. Names of attributes and groups may stand in it, values about people may not.</summary>
internal static class TimelineLines
{
    public static TimelineItem Of(UserProvisioned message) => Ok(
        message.OccurredAt, message.User, "directory", message.Reactivated ? "The user was re-activated." : message.Active ? "The user was created." : "The user was created, inactive.");

    public static TimelineItem Of(UserUpdated message) => Ok(
        message.OccurredAt, message.User, "directory", $"The user was changed: {List(message.Changed)}.");

    public static TimelineItem Of(UserDeprovisioned message) => Ok(
        message.OccurredAt, message.User, "directory", message.Reason == DeprovisioningReason.Deleted ? "The user was deleted." : "The user was deactivated.");

    public static TimelineItem Of(GroupProvisioned message) => Ok(
        message.OccurredAt, null, "directory", $"The group '{message.DisplayName}' was created.");

    public static TimelineItem Of(GroupUpdated message) => Ok(
        message.OccurredAt, null, "directory", $"The group '{message.DisplayName}' was changed: {List(message.Changed)}.");

    public static TimelineItem Of(GroupDeprovisioned message) => Ok(
        message.OccurredAt, null, "directory", $"The group '{message.DisplayName}' was deleted.");

    public static IEnumerable<TimelineItem> Of(GroupMembershipChanged message) =>
    [
        .. message.Added.Select(member => Ok(message.OccurredAt, member.User, "membership", $"The user was added to group {message.Group}.")),
        .. message.Removed.Select(member => Ok(message.OccurredAt, member.User, "membership", $"The user was removed from group {message.Group}.")),
    ];

    public static TimelineItem Of(AccessGroupConflictDetected message) => new()
    {
        At = message.OccurredAt,
        UserId = message.User,
        Step = "membership",
        Outcome = TimelineOutcome.Warning,
        Detail = $"The user stands in more than one group. Group {message.EffectiveGroup} counts; also: {List(message.OtherGroups.Select(group => group.ToString()))}.",
    };

    public static TimelineItem Of(AccountProvisioned message) => Ok(
        message.OccurredAt, message.User, "account", message.State.Active ? $"Account {message.Account} may log in." : $"Account {message.Account} was created; it may not log in.");

    public static TimelineItem Of(AccountUpdated message) => Ok(
        message.OccurredAt, message.User, "account", $"Account {message.Account} was changed: {List(message.Changed)}.");

    public static TimelineItem Of(AccountDeprovisioned message) => Ok(
        message.OccurredAt,
        message.User,
        "account",
        message.Reason == DeprovisioningReason.Deleted ? $"Account {message.Account} was removed." : $"Account {message.Account} may no longer log in.");

    public static TimelineItem Of(AccessGroupApplied message) => Ok(
        message.OccurredAt,
        message.User,
        "access",
        message.Group is null
            ? "The user has no Access Group, and so no permissions."
            : $"The user has the {message.Permissions.Count} permissions of Access Group '{message.DisplayName ?? message.Group.ToString()}'.");

    public static TimelineItem Of(NotificationSent message) => Ok(
        message.OccurredAt, message.User, "notification", $"Sent: {message.Kind.ToString().ToLowerInvariant()}.");

    public static TimelineItem Of(ProvisioningFailed message) => new()
    {
        At = message.OccurredAt,
        UserId = message.User,
        Step = message.Step,
        Outcome = TimelineOutcome.Failed,
        Detail = $"Given up: {message.Reason}",
    };

    public static TimelineItem Of(TimelineEntry message) => new()
    {
        At = message.OccurredAt,
        UserId = message.User,
        Step = message.Step,
        Outcome = message.Outcome,
        Detail = message.Detail,
    };

    private static TimelineItem Ok(DateTimeOffset at, UserId? user, string step, string detail) => new()
    {
        At = at,
        UserId = user,
        Step = step,
        Outcome = TimelineOutcome.Ok,
        Detail = detail,
    };

    private static string List(IEnumerable<string> names) => string.Join(", ", names);
}
