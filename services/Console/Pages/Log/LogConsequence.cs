using Scim.Bus.Console.Timeline;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Console.Pages.Log;

/// <summary>What came of a request for the people concerned, in an admin's words.</summary>
internal static class LogConsequence
{
    /// <summary>A clause; empty if nothing is known yet.</summary>
    /// <param name="lines">The lines of one trace, the oldest first.</param>
    /// <param name="texts">Names of groups, and what permissions mean.</param>
    public static string Of(IReadOnlyList<TimelineItem> lines, LogTexts texts)
    {
        if (Last(lines, line => line.Outcome == TimelineOutcome.Failed) is { } failed)
            return $"this failed: {LogSentence.ReasonIn(texts.In(failed.Detail))}";
        return lines[^1].Outcome == TimelineOutcome.Retried ? "this is being tried again" : LogSentence.And(ClausesOf(lines, texts));
    }

    private static IEnumerable<string> ClausesOf(IReadOnlyList<TimelineItem> lines, LogTexts texts)
    {
        var login = Last(lines, line => line.Event is TimelineEvent.AccountActivated or TimelineEvent.AccountDeactivated
            or TimelineEvent.AccountRemoved)?.Event;
        // Accounts tells the access with every change, also one of a name only.
        var access = lines.Any(ChangesAccess) || !lines.Any(IsPush)
            ? Last(lines, line => line.Event == TimelineEvent.AccessApplied)
            : null;
        var gained = new List<string>();
        if (login == TimelineEvent.AccountActivated)
            gained.Add("log in");
        if (login is not (TimelineEvent.AccountDeactivated or TimelineEvent.AccountRemoved) && access is { PermissionCount: > 0 })
            gained.AddRange(texts.Permissions(access));
        if (gained.Count > 0)
            yield return $"they can now {LogSentence.And(gained)}";
        if (login == TimelineEvent.AccountDeactivated)
            yield return "they can no longer log in";
        else if (login == TimelineEvent.AccountRemoved)
            yield return "their account was removed";
        else if (access is { GroupId: null })
            yield return "they have no permissions";
        else if (access is { PermissionCount: 0 })
            yield return $"{texts.Group(access.GroupId)} gives them no permissions";
        if (lines.Any(line => line.Event == TimelineEvent.GroupConflict))
            yield return "they are in more than one group";
    }

    private static bool ChangesAccess(TimelineItem line) =>
        line.Event is TimelineEvent.MemberAdded or TimelineEvent.MemberRemoved or TimelineEvent.AccountActivated
        || line.Fields.Contains("accessGroup");

    private static bool IsPush(TimelineItem line) => line.Step is "directory" or "membership";

    private static TimelineItem? Last(IReadOnlyList<TimelineItem> lines, Func<TimelineItem, bool> condition) =>
        lines.LastOrDefault(condition);
}
