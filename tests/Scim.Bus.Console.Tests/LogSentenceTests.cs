using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Log;
using Scim.Bus.Console.Timeline;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Console.Tests;

/// <summary>What the log says of the lines of one trace.</summary>
public sealed class LogSentenceTests
{
    private static readonly UserId Ann = new(Guid.CreateVersion7());
    private static readonly UserId Bob = new(Guid.CreateVersion7());
    private static readonly GroupId Sales = new(Guid.CreateVersion7());

    private static readonly TimelineItem Activated = Line(TimelineEvent.AccountActivated, Ann, "account");
    private static readonly TimelineItem Deactivated = Line(TimelineEvent.AccountDeactivated, Ann, "account");
    private static readonly TimelineItem NoAccess = Line(TimelineEvent.AccessApplied, Ann, "access");

    private static readonly TimelineItem Access = NoAccess with
    {
        GroupId = Sales,
        Permissions = ["jobs.view", "own.name", "c", "d"],
        PermissionCount = 7,
    };

    private static readonly (string Sentence, TimelineItem[] Lines)[] Cases =
    [
        ("Okta created Ann Lee.", [Line(TimelineEvent.UserCreated, Ann)]),
        (
            "Okta created Ann Lee; they can now log in and they have no permissions.",
            [Line(TimelineEvent.UserCreated, Ann), Activated, NoAccess]
        ),
        (
            "Okta added Ann Lee and Bob to “Sales”; they can now view jobs, own.name, c and do 4 more things.",
            [Member(TimelineEvent.MemberAdded, Ann), Member(TimelineEvent.MemberAdded, Bob), Access]
        ),
        (
            "Okta added 4 people to “Sales”.",
            [.. Enumerable.Range(0, 4).Select(_ => Member(TimelineEvent.MemberAdded, new UserId(Guid.NewGuid())))]
        ),
        (
            "Okta removed Ann Lee from “Sales”; they have no permissions.",
            [Member(TimelineEvent.MemberRemoved, Ann), NoAccess]
        ),
        (
            "Okta changed last name and UPN of Ann Lee.",
            [Line(TimelineEvent.UserUpdated, Ann) with { Fields = ["familyName", "upn"] }, Access]
        ),
        (
            "Okta deleted Ann Lee; they can no longer log in.",
            [Line(TimelineEvent.UserDeleted, Ann), Member(TimelineEvent.MemberRemoved, Ann), Deactivated, NoAccess]
        ),
        (
            "Okta created the group “Sales” and added Ann Lee to “Sales”; “Sales” gives them no permissions.",
            [
                Line(TimelineEvent.GroupCreated, null) with { GroupId = Sales },
                Member(TimelineEvent.MemberAdded, Ann),
                NoAccess with { GroupId = Sales },
            ]
        ),
        (
            "Okta created Ann Lee; this failed: Because.",
            [Line(TimelineEvent.UserCreated, Ann), Failed("Provisioning failed: Because.")]
        ),
        ("Okta created Ann Lee; this is being tried again.", [Line(TimelineEvent.UserCreated, Ann), Retried()]),
        (
            "Okta asked to deactivate Ann Lee, which was refused.",
            [Line(TimelineEvent.DeactivationRefused, Ann)]
        ),
        ("The settings of “Sales” were applied to Ann Lee; they can now view jobs, own.name, c and do 4 more things.", [Access]),
        (
            "The account of Ann Lee was changed: time zone.",
            [Line(TimelineEvent.AccountUpdated, Ann, "account") with { Fields = ["timeZone"] }]
        ),
        ("Ann Lee got a mail.", [Line(TimelineEvent.MailSent, Ann, "notification")]),
        // As 0.1.0 and earlier builds of 0.2.0 stored lines.
        ("Ann Lee: The user was created.", [Line(TimelineEvent.UserCreated, Ann) with { Event = null, Detail = "The user was created." }]),
    ];

    [Fact]
    public void Lines_of_a_trace_are_one_sentence()
    {
        var catalogue = new Catalogue { Permissions = [new("jobs.view", "View jobs", null)] };
        var texts = new LogTexts(group => group == Sales ? "Sales" : null, text => text, catalogue);
        var sentence = new LogSentence("Okta", PersonOf, texts);
        Assert.All(Cases, one => Assert.Equal(one.Sentence, sentence.Of(one.Lines)));
    }

    [Theory]
    [InlineData(TimelineOutcome.Failed, TimelineOutcome.Ok, TimelineOutcome.Failed, TimelineOutcome.Warning)]
    [InlineData(TimelineOutcome.Warning, TimelineOutcome.Ok, TimelineOutcome.Warning, TimelineOutcome.Ok)]
    [InlineData(TimelineOutcome.Ok, TimelineOutcome.Retried, TimelineOutcome.Ok)]
    [InlineData(TimelineOutcome.Retried, TimelineOutcome.Ok, TimelineOutcome.Retried)]
    [InlineData(TimelineOutcome.Ignored, TimelineOutcome.Ignored)]
    public void The_outcome_of_an_entry_is_the_worst_that_still_stands(TimelineOutcome expected, params TimelineOutcome[] outcomes) =>
        Assert.Equal(expected, Outcomes.Of([.. outcomes.Select(outcome => Line(TimelineEvent.MailSent, Ann) with { Outcome = outcome })]));

    private static LogPerson? PersonOf(TimelineItem line) => line.UserId is { } user
        ? new LogPerson(user, user == Ann ? "Ann Lee" : user == Bob ? "Bob" : null)
        : null;

    private static TimelineItem Member(TimelineEvent about, UserId user) => Line(about, user, "membership") with { GroupId = Sales };

    private static TimelineItem Failed(string detail) => Line(TimelineEvent.ProvisioningFailed, Ann, "account") with
    {
        Outcome = TimelineOutcome.Failed,
        Detail = detail,
    };

    private static TimelineItem Retried() => Line(TimelineEvent.MailSent, Ann, "account") with
    {
        Event = null,
        Outcome = TimelineOutcome.Retried,
    };

    private static TimelineItem Line(TimelineEvent about, UserId? user, string step = "directory") => new()
    {
        At = DateTimeOffset.UnixEpoch,
        UserId = user,
        Step = step,
        Outcome = TimelineOutcome.Ok,
        Detail = "Something happened.",
        Event = about,
    };
}
