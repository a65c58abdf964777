using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Console.Timeline;

/// <summary>
/// Lines of the provisioning log for each type of message. They may name attributes, groups and ids, but contain no values about people.
/// </summary>
internal static class TimelineLines
{
    public static TimelineItem From(UserProvisioned message) => Ok(
        message.OccurredAt,
        message.User,
        "directory",
        message switch
        {
            { Reactivated: true } => "The user was reactivated.",
            { Active: true } => "The user was created.",
            _ => "The user was created as inactive.",
        });

    public static TimelineItem From(UserUpdated message) => Ok(
        message.OccurredAt, message.User, "directory", $"The user was updated: {List(message.Changed)}.");

    public static TimelineItem From(UserDeprovisioned message) => Ok(
        message.OccurredAt,
        message.User,
        "directory",
        message.Reason == DeprovisioningReason.Deleted ? "The user was deleted." : "The user was deactivated.");

    public static TimelineItem From(DeactivationRefused message) => new()
    {
        At = message.OccurredAt,
        UserId = message.User,
        Step = "directory",
        Outcome = TimelineOutcome.Warning,
        Detail = $"A request to deactivate the user was refused ({message.Status}{(message.ScimType is { } type ? $" {type}" : "")}): "
            + "the user still has access. The identity provider's log has the reason.",
    };

    public static TimelineItem From(GroupProvisioned message) => Ok(
        message.OccurredAt, null, "directory", $"The group “{message.DisplayName}” was created.");

    public static TimelineItem From(GroupUpdated message) => Ok(
        message.OccurredAt, null, "directory", $"The group “{message.DisplayName}” was updated: {List(message.Changed)}.");

    public static TimelineItem From(GroupDeprovisioned message) => Ok(
        message.OccurredAt, null, "directory", $"The group “{message.DisplayName}” was deleted.");

    public static IEnumerable<TimelineItem> From(GroupMembershipChanged message) =>
    [
        .. message.Added.Select(member =>
            Ok(message.OccurredAt, member.User, "membership", $"The user was added to group {message.Group}.")),
        .. message.Removed.Select(member =>
            Ok(message.OccurredAt, member.User, "membership", $"The user was removed from group {message.Group}.")),
    ];

    public static TimelineItem From(AccessGroupConflictDetected message) => new()
    {
        At = message.OccurredAt,
        UserId = message.User,
        Step = "membership",
        Outcome = TimelineOutcome.Warning,
        Detail = $"The user is in more than one group: group {message.EffectiveGroup} applies, "
            + $"not {List(message.OtherGroups.Select(group => group.ToString()))}.",
    };

    public static TimelineItem From(AccountProvisioned message) => Ok(
        message.OccurredAt,
        message.User,
        "account",
        message.State.Active ? $"Account {message.Account} can log in." : $"Account {message.Account} was created as inactive.");

    public static TimelineItem From(AccountUpdated message) => Ok(
        message.OccurredAt, message.User, "account", $"Account {message.Account} was updated: {List(message.Changed)}.");

    public static TimelineItem From(AccountDeprovisioned message) => Ok(
        message.OccurredAt,
        message.User,
        "account",
        message.Reason == DeprovisioningReason.Deleted
            ? $"Account {message.Account} was removed."
            : $"Account {message.Account} can no longer log in.");

    public static TimelineItem From(AccessGroupApplied message) => Ok(
        message.OccurredAt,
        message.User,
        "access",
        message.Group is null
            ? "The user has no Access Group and therefore no permissions."
            : $"Access Group “{message.DisplayName ?? message.Group.ToString()}” applies, with "
                + $"{message.Permissions.Count} {(message.Permissions.Count == 1 ? "permission" : "permissions")}.");

    public static TimelineItem From(NotificationSent message) => Ok(
        message.OccurredAt, message.User, "notification", $"Mail sent: {message.Kind.ToString().ToLowerInvariant()}.");

    public static TimelineItem From(ProvisioningFailed message) => new()
    {
        At = message.OccurredAt,
        UserId = message.User,
        Step = message.Step,
        Outcome = TimelineOutcome.Failed,
        Detail = $"Provisioning failed: {message.Reason}",
    };

    public static TimelineItem From(TimelineEntry message) => new()
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
