namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>Pinpoint's own names, for a configuration without any.</summary>
internal static class BuiltInNames
{
    private static readonly string[] Subjects =
    [
        "jobs", "requisitions", "candidates", "applications", "interviews", "offers", "referrals", "reports", "careers", "users",
        "settings",
    ];

    private static readonly string[] Actions =
        ["view", "create", "edit", "delete", "approve", "publish", "export", "comment", "manage"];

    private static readonly (string Name, string Description)[] Events =
    [
        ("application.received", "An application came in"),
        ("application.moved", "An application moved to another stage"),
        ("application.withdrawn", "A candidate withdrew an application"),
        ("interview.scheduled", "An interview was scheduled"),
        ("interview.cancelled", "An interview was cancelled"),
        ("scorecard.submitted", "An interviewer submitted a scorecard"),
        ("offer.approved", "An offer was approved"),
        ("offer.accepted", "A candidate accepted an offer"),
        ("offer.declined", "A candidate declined an offer"),
        ("requisition.submitted", "A requisition was submitted for approval"),
        ("requisition.approved", "A requisition was approved"),
        ("comment.mentioned", "Somebody mentioned them in a comment"),
        ("job.published", "A job was published"),
    ];

    private static readonly (string Name, string Description)[] Channels = [("email", "by e-mail"), ("inapp", "in Pinpoint")];

    public static IReadOnlyList<CatalogueName> Permissions { get; } =
    [
        .. Subjects.SelectMany(subject => Actions.Select(action => new CatalogueName($"{subject}.{action}", Describe(subject, action)))),
    ];

    public static IReadOnlyList<CatalogueName> Visibilities { get; } =
    [
        new("all", "Everything"),
        new("location:*", "What belongs to a location, for example location:London"),
        new("department:*", "What belongs to a department, for example department:Sales"),
        new("division:*", "What belongs to a division, for example division:Retail"),
        new("job:*", "One job, for example job:4711"),
        new("structure:*", "A part of the company's structure, for example structure:EMEA"),
    ];

    public static IReadOnlyList<CatalogueName> Notifications { get; } =
    [
        .. Events.SelectMany(happened => Channels.Select(
            channel => new CatalogueName($"{happened.Name}:{channel.Name}", $"{happened.Description}, {channel.Description}"))),
    ];

    private static string Describe(string subject, string action)
    {
        var (verb, rest) = (char.ToUpperInvariant(action[0]), action[1..]);
        var what = subject == "careers" ? "careers pages" : subject;
        return action == "comment" ? $"{verb}{rest} on {what}" : $"{verb}{rest} {what}";
    }
}
