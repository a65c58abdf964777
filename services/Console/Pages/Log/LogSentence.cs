using Scim.Bus.Console.Timeline;

namespace Scim.Bus.Console.Pages.Log;

/// <summary>Tells the lines of one trace in an admin's words: who did what, and what came of it.</summary>
/// <param name="provider">What the identity provider is called.</param>
/// <param name="people">Names of people.</param>
/// <param name="texts">Names of groups, and what permissions mean.</param>
internal sealed class LogSentence(string provider, Func<TimelineItem, LogPerson?> people, LogTexts texts)
{
    private const string Failure = "Provisioning failed: ";

    /// <summary>People who are named; more are counted.</summary>
    private const int NamedPeople = 3;

    /// <summary>What identity providers do to people, in the order of the sentence.</summary>
    private static readonly (TimelineEvent Event, string Verb, string Addition)[] Deeds =
    [
        (TimelineEvent.UserCreated, "created", ""),
        (TimelineEvent.UserReactivated, "reactivated", ""),
        (TimelineEvent.UserDeactivated, "deactivated", ""),
        (TimelineEvent.UserDeleted, "deleted", ""),
        (TimelineEvent.DeactivationRefused, "asked to deactivate", ", which was refused"),
    ];

    /// <summary>What an account has from the settings of its Access Group.</summary>
    private static readonly string[] OfAccess = ["permissions", "visibilities", "notifications", "accessGroupName"];

    private static readonly (TimelineEvent Event, string Verb)[] GroupDeeds =
    [
        (TimelineEvent.GroupCreated, "created"),
        (TimelineEvent.GroupUpdated, "changed"),
        (TimelineEvent.GroupDeleted, "deleted"),
    ];

    /// <param name="lines">The lines, the oldest first.</param>
    public string Of(IReadOnlyList<TimelineItem> lines)
    {
        string[] deeds = [.. OfPeople(lines), .. OfGroups(lines), .. OfMembers(lines)];
        var what = deeds.Length > 0 ? $"{provider} {And(deeds)}" : OfOurs(lines);
        return LogConsequence.Of(lines, texts) is { Length: > 0 } then ? $"{what}; {then}." : $"{what}.";
    }

    private IEnumerable<string> OfPeople(IReadOnlyList<TimelineItem> lines)
    {
        foreach (var (about, verb, addition) in Deeds)
        {
            var some = lines.Where(line => line.Event == about).ToList();
            if (some.Count > 0)
                yield return $"{verb} {People(some)}{addition}";
        }

        var changed = lines.Where(line => line.Event == TimelineEvent.UserUpdated).ToList();
        if (changed.Count > 0)
            yield return $"changed {LogTexts.Fields(changed)} of {People(changed)}";
    }

    private IEnumerable<string> OfGroups(IReadOnlyList<TimelineItem> lines) =>
        from deed in GroupDeeds
        let some = lines.Where(line => line.Event == deed.Event).Select(line => texts.Group(line.GroupId)).Distinct().ToList()
        where some.Count > 0
        select $"{deed.Verb} the {(some.Count == 1 ? "group" : "groups")} {And(some)}";

    private IEnumerable<string> OfMembers(IReadOnlyList<TimelineItem> lines)
    {
        foreach (var group in lines.Where(line => line.Event == TimelineEvent.MemberAdded).GroupBy(line => line.GroupId))
            yield return $"added {People([.. group])} to {texts.Group(group.Key)}";
        // Whoever is deleted leaves all groups, and a deleted group has no members.
        if (lines.Any(line => line.Event is TimelineEvent.UserDeleted or TimelineEvent.GroupDeleted))
            yield break;
        foreach (var group in lines.Where(line => line.Event == TimelineEvent.MemberRemoved).GroupBy(line => line.GroupId))
            yield return $"removed {People([.. group])} from {texts.Group(group.Key)}";
    }

    /// <summary>What no push began.</summary>
    private string OfOurs(IReadOnlyList<TimelineItem> lines)
    {
        if (lines.Any(line => line.Step == "sync"))
            return $"A sync updated {People(lines)}";
        var events = lines.Select(line => line.Event).OfType<TimelineEvent>().ToHashSet();
        var changed = lines.Where(line => line.Event == TimelineEvent.AccountUpdated).ToList();
        var isOfGroup = events.Contains(TimelineEvent.AccessApplied) && changed.SelectMany(line => line.Fields).All(OfAccess.Contains);
        if (changed.Count > 0 && !isOfGroup)
            return $"The account of {People(changed)} was changed: {LogTexts.Fields(changed)}";
        if (events.Contains(TimelineEvent.AccountDeactivated) || events.Contains(TimelineEvent.AccountActivated))
            return $"The account of {People(lines)} was changed";
        if (events.Contains(TimelineEvent.ProvisioningFailed))
            return $"The account of {People(lines)} could not be changed";
        if (events.Contains(TimelineEvent.AccessApplied))
        {
            var groups = lines.Where(line => line.GroupId is not null).Select(line => texts.Group(line.GroupId)).Distinct().ToList();
            return groups.Count == 0
                ? $"The access of {People(lines)} ended"
                : $"The settings of {And(groups)} were applied to {People(lines)}";
        }

        if (events.Contains(TimelineEvent.MailSent))
            return $"{People(lines)} got a mail";
        var first = texts.In(lines[0].Detail).TrimEnd('.');
        return people(lines[0]) is { } person ? $"{person.Title}: {first}" : first;
    }

    private string People(IReadOnlyList<TimelineItem> lines)
    {
        var names = lines.Where(line => line.UserId is not null).DistinctBy(line => line.UserId).ToList();
        return names.Count == 0 ? "nobody"
            : names.Count > NamedPeople ? $"{names.Count} people"
            : And(names.Select(line => people(line)!.Title));
    }

    internal static string And(IEnumerable<string> parts)
    {
        var all = parts.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.SkipLast(1))} and {all[^1]}";
    }

    /// <summary>Why it failed, without what the sentence says anyway.</summary>
    internal static string ReasonIn(string detail) =>
        (detail.StartsWith(Failure, StringComparison.Ordinal) ? detail[Failure.Length..] : detail).TrimEnd('.');
}
