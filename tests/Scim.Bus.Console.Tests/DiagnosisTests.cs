using System.Text.Json;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

/// <summary>What the page makes of what the services say of a person, in states that are hard to come by.</summary>
public sealed class DiagnosisTests(ConsoleFixture console) : ConsoleTest(console)
{
    private const string Account = """{"id":"a","userId":"u","active":true,"permissions":["jobs.view"],"accessGroup":{"id":"g","displayName":"Recruiters"}}""";
    private const string Allowed = """{"allowed":true,"accountId":"a","reason":"The account is active."}""";
    private const string Wanted = """{"exists":true,"active":true,"group":"g"}""";

    private static readonly (string Known, string Tone, string Verdict, string Finding)[] Cases =
    [
        (
            $$$"""{"account":{{{Account}}},"login":{{{Allowed}}},"saga":{"state":"InSync","goal":{{{Wanted}}}}}""",
            "ok", "This person can log in, and has 1 permission.", ""
        ),
        (
            $$$"""{"account":{{{Account}}},"login":{{{Allowed}}},"saga":{"state":"OnHold","goal":{{{Wanted}}}}}""",
            "warning", "This person can log in, and has 1 permission. But not all is as it should be.", "Automatic sync was off"
        ),
        (
            $$$"""{"account":{{{Account}}},"login":{"allowed":true,"accountId":"b"},"saga":{"state":"InSync","goal":{{{Wanted}}}}}""",
            "warning", "This person can log in, and has 1 permission. But not all is as it should be.", "gets another account"
        ),
        (
            $$$"""{"account":{{{Account}}},"login":{"allowed":false,"reason":"No account has this."},"saga":{"state":"InSync","goal":{{{Wanted}}}}}""",
            "error", "This person can't log in.", "The login is refused: No account has this."
        ),
        (
            $$$"""{"account":{{{Account.Replace("true", "false", StringComparison.Ordinal)}}},"saga":{"state":"InSync","goal":{{{Wanted}}}}}""",
            "error", "This person can't log in.", "switched off by hand"
        ),
        (
            $$$"""{"account":{{{Account.Replace("true", "false", StringComparison.Ordinal)}}},"saga":{"state":"InSync","goal":{"exists":true,"active":false} } }""",
            "error", "This person can't log in.", "deactivated at the identity provider, or stands in none of the groups that are synced"
        ),
        (
            $$$"""{"account":{{{Account.Replace("\"jobs.view\"", "", StringComparison.Ordinal)}}},"login":{{{Allowed}}},"group":{"configured":true}}""",
            "warning", "This person can log in, but may do nothing: the account has no permissions.", "“Recruiters” gives no permissions."
        ),
        (
            """{"account":{"id":"a","active":true,"permissions":[],"accessGroup":null},"login":{"allowed":true,"accountId":"a"}}""",
            "warning", "This person can log in, but may do nothing: the account has no permissions.", "kept by hand"
        ),
        (
            """{"saga":{"state":"Deprovisioned","goal":{"exists":false}}}""",
            "error", "This person can't log in: there is no account.", "in none of the groups that are synced"
        ),
        (
            """{"saga":{"state":"AwaitingProfile","goal":{"exists":false}}}""",
            "error", "This person can't log in: there is no account.", "has not sent the user yet"
        ),
        (
            """{"saga":{"state":"Faulted","goal":{"exists":true},"fault":{"step":"Account","attempts":10,"reason":"Because."}}}""",
            "error", "This person can't log in: there is no account.", "gave up at the step “account” after 10 attempts: Because."
        ),
    ];

    [SkippableFact]
    public Task The_answer_names_what_stands_in_the_way() => RunAsync(async (page, _) =>
    {
        foreach (var (known, tone, verdict, finding) in Cases)
        {
            var answer = await page.Page.EvaluateAsync<JsonElement>(
                """
                async known => (await import("/console/diagnosis.js")).diagnose(
                  { account: null, saga: null, login: null, group: null, tenant: { groupsToSync: ["g"] }, ...JSON.parse(known) })
                """,
                known);
            var findings = string.Join("\n", answer.GetProperty("findings").EnumerateArray().Select(one => one.GetProperty("text").GetString()));
            var isNamed = finding.Length == 0 ? findings.Length == 0 : findings.Contains(finding, StringComparison.Ordinal);
            Assert.True(isNamed, $"{known}: {findings}");
            Assert.Equal((tone, verdict), (answer.GetProperty("tone").GetString(), answer.GetProperty("verdict").GetString()));
        }
    });
}
