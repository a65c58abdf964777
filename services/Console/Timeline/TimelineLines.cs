using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Console.Timeline;

/// <summary>
/// Lines of the provisioning log for each type of message. They may name attributes, groups and ids, but contain no values about people.
/// </summary>
internal static class TimelineLines
{
    /// <summary>Permissions that a line names; a log does not need all of them.</summary>
    private const int NamedPermissions = 5;

    public static TimelineItem From(UserProvisioned message) => Ok(
        message.OccurredAt,
        message.User,
        "directory",
        message switch
        {
            { Reactivated: true } => "The user was reactivated.",
            { Active: true } => "The user was created.",
            _ => "The user was created as inactive.",
        },
        message.Reactivated ? TimelineEvent.UserReactivated : TimelineEvent.UserCreated);

    public static TimelineItem From(UserUpdated message) => Ok(
        message.OccurredAt, message.User, "directory", $"The user was updated: {List(message.Changed)}.", TimelineEvent.UserUpdated) with
    {
        Fields = message.Changed,
    };

    public static TimelineItem From(UserDeprovisioned message) => message.Reason == DeprovisioningReason.Deleted
        ? Ok(message.OccurredAt, message.User, "directory", "The user was deleted.", TimelineEvent.UserDeleted)
        : Ok(message.OccurredAt, message.User, "directory", "The user was deactivated.", TimelineEvent.UserDeactivated);

    public static TimelineItem From(DeactivationRefused message) => new()
    {
        At = message.OccurredAt,
        UserId = message.User,
        Step = "directory",
        Outcome = TimelineOutcome.Warning,
        Detail = $"A request to deactivate the user was refused ({message.Status}{(message.ScimType is { } type ? $" {type}" : "")}): "
            + "the user still has access. The identity provider's log has the reason.",
        Event = TimelineEvent.DeactivationRefused,
    };

    public static TimelineItem From(GroupProvisioned message) =>
        OfGroup(message.OccurredAt, message.Group, $"The group “{message.DisplayName}” was created.", TimelineEvent.GroupCreated);

    public static TimelineItem From(GroupUpdated message) =>
        OfGroup(
            message.OccurredAt,
            message.Group,
            $"The group “{message.DisplayName}” was updated: {List(message.Changed)}.",
            TimelineEvent.GroupUpdated) with
        {
            Fields = message.Changed,
        };

    public static TimelineItem From(GroupDeprovisioned message) =>
        OfGroup(message.OccurredAt, message.Group, $"The group “{message.DisplayName}” was deleted.", TimelineEvent.GroupDeleted);

    public static IEnumerable<TimelineItem> From(GroupMembershipChanged message) =>
    [
        .. message.Added.Select(member => OfMember(message, member, "added to", TimelineEvent.MemberAdded)),
        .. message.Removed.Select(member => OfMember(message, member, "removed from", TimelineEvent.MemberRemoved)),
    ];

    public static TimelineItem From(AccessGroupConflictDetected message) => new()
    {
        At = message.OccurredAt,
        UserId = message.User,
        Step = "membership",
        Outcome = TimelineOutcome.Warning,
        Detail = $"The user is in more than one group: group {message.EffectiveGroup} applies, "
            + $"not {List(message.OtherGroups.Select(group => group.ToString()))}.",
        Event = TimelineEvent.GroupConflict,
        GroupId = message.EffectiveGroup,
    };

    public static TimelineItem From(AccountProvisioned message) => Ok(
        message.OccurredAt,
        message.User,
        "account",
        message.State.Active ? $"Account {message.Account} can log in." : $"Account {message.Account} was created as inactive.",
        message.State.Active ? TimelineEvent.AccountActivated : TimelineEvent.AccountUpdated);

    public static TimelineItem From(AccountUpdated message) => Ok(
        message.OccurredAt,
        message.User,
        "account",
        $"Account {message.Account} was updated: {List(message.Changed)}.",
        TimelineEvent.AccountUpdated) with
    {
        Fields = message.Changed,
    };

    public static TimelineItem From(AccountDeprovisioned message) => message.Reason == DeprovisioningReason.Deleted
        ? Ok(message.OccurredAt, message.User, "account", $"Account {message.Account} was removed.", TimelineEvent.AccountRemoved)
        : Ok(
            message.OccurredAt,
            message.User,
            "account",
            $"Account {message.Account} can no longer log in.",
            TimelineEvent.AccountDeactivated);

    public static TimelineItem From(AccessGroupApplied message) => Ok(
        message.OccurredAt,
        message.User,
        "access",
        message.Group is null
            ? "The user has no Access Group and therefore no permissions."
            : $"Access Group “{message.DisplayName ?? message.Group.ToString()}” applies, with "
                + $"{message.Permissions.Count} {(message.Permissions.Count == 1 ? "permission" : "permissions")}.",
        TimelineEvent.AccessApplied) with
    {
        GroupId = message.Group,
        Permissions = [.. message.Permissions.Take(NamedPermissions)],
        PermissionCount = message.Permissions.Count,
    };

    public static TimelineItem From(NotificationSent message) => Ok(
        message.OccurredAt,
        message.User,
        "notification",
        $"Mail sent: {message.Kind.ToString().ToLowerInvariant()}.",
        TimelineEvent.MailSent);

    public static TimelineItem From(ProvisioningFailed message) => new()
    {
        At = message.OccurredAt,
        UserId = message.User,
        Step = message.Step,
        Outcome = TimelineOutcome.Failed,
        Detail = $"Provisioning failed: {message.Reason}",
        Event = TimelineEvent.ProvisioningFailed,
    };

    public static TimelineItem From(TimelineEntry message) => new()
    {
        At = message.OccurredAt,
        UserId = message.User,
        Step = message.Step,
        Outcome = message.Outcome,
        Detail = message.Detail,
    };

    private static TimelineItem OfMember(
        GroupMembershipChanged message, MemberAssignment member, string what, TimelineEvent about) =>
        Ok(message.OccurredAt, member.User, "membership", $"The user was {what} group {message.Group}.", about) with
        {
            GroupId = message.Group,
        };

    private static TimelineItem OfGroup(DateTimeOffset at, GroupId group, string detail, TimelineEvent about) =>
        Ok(at, null, "directory", detail, about) with { GroupId = group };

    private static TimelineItem Ok(DateTimeOffset at, UserId? user, string step, string detail, TimelineEvent about) => new()
    {
        At = at,
        UserId = user,
        Step = step,
        Outcome = TimelineOutcome.Ok,
        Detail = detail,
        Event = about,
    };

    private static string List(IEnumerable<string> names) => string.Join(", ", names);
}
