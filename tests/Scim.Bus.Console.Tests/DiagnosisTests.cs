using System.Text.Json;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

/// <summary>The diagnosis of a person, also in states that are hard to produce.</summary>
public sealed class DiagnosisTests(ConsoleFixture console) : ConsoleTest(console)
{
    private const string Account = """
        {"id":"a","userId":"u","active":true,"permissions":["jobs.view"],"accessGroup":{"id":"g","displayName":"Recruiters"}}
        """;
    private const string Allowed = """{"allowed":true,"accountId":"a","reason":"The account is active."}""";
    private const string Refused = """{"allowed":false,"reason":"No account has this."}""";
    private const string Desired = """{"exists":true,"active":true,"group":"g"}""";

    private static readonly string Edited = Account.Replace(
        "\"id\":\"a\"",
        "\"id\":\"a\",\"edits\":[{\"field\":\"timeZone\",\"by\":\"Bea\",\"at\":\"2026-11-02T08:00:00Z\"}]",
        StringComparison.Ordinal);

    private static readonly string Inactive = Account.Replace("true", "false", StringComparison.Ordinal);
    private static readonly string WithoutPermissions = Account.Replace("\"jobs.view\"", "", StringComparison.Ordinal);

    private static readonly (string Known, string Tone, string Verdict, string Finding)[] Cases =
    [
        (
            $$$"""{"account":{{{Account}}},"login":{{{Allowed}}},"saga":{"state":"InSync","desired":{{{Desired}}}}}""",
            "ok", "This person can log in and has 1 permission.", ""
        ),
        (
            $$$"""{"account":{{{Account}}},"login":{{{Allowed}}},"saga":{"state":"OnHold","desired":{{{Desired}}}}}""",
            "warning", "This person can log in and has 1 permission. However, something needs attention.", "Automatic sync was off"
        ),
        (
            $$$"""{"account":{{{Account}}},"login":{"allowed":true,"accountId":"b"},"saga":{"state":"InSync","desired":{{{Desired}}}}}""",
            "warning", "This person can log in and has 1 permission. However, something needs attention.", "opens a different account"
        ),
        (
            $$$"""{"account":{{{Account}}},"login":{{{Refused}}},"saga":{"state":"InSync","desired":{{{Desired}}}}}""",
            "error", "This person can't log in.", "Login is refused: No account has this."
        ),
        (
            $$$"""{"account":{{{Inactive}}},"saga":{"state":"InSync","desired":{{{Desired}}}}}""",
            "error", "This person can't log in.", "deactivated by hand"
        ),
        (
            $$$"""{"account":{{{Edited}}},"login":{{{Allowed}}},"saga":{"state":"InSync","desired":{{{Desired}}}}}""",
            "ok", "This person can log in and has 1 permission.", "Time zone was edited by hand by Bea on 2026-11-02."
        ),
        (
            $$$"""{"account":{{{Inactive}}},"saga":{"state":"InSync","desired":{"exists":true,"active":false} } }""",
            "error", "This person can't log in.", "deactivated in the identity provider, or is not in any group that is synced"
        ),
        (
            $$$"""{"account":{{{WithoutPermissions}}},"login":{{{Allowed}}},"group":{"configured":true}}""",
            "warning", "This person can log in but has no permissions.", "“Recruiters” grants no permissions."
        ),
        (
            """{"account":{"id":"a","active":true,"permissions":[],"accessGroup":null},"login":{"allowed":true,"accountId":"a"}}""",
            "warning", "This person can log in but has no permissions.", "managed by hand"
        ),
        (
            """{"saga":{"state":"Deprovisioned","desired":{"exists":false}}}""",
            "error", "This person can't log in: there is no account.", "is not in any group that is synced"
        ),
        (
            """{"saga":{"state":"AwaitingProfile","desired":{"exists":false}}}""",
            "error", "This person can't log in: there is no account.", "has not sent the user yet"
        ),
        (
            """{"saga":{"state":"Faulted","desired":{"exists":true},"fault":{"attempts":10,"reason":"Because."}}}""",
            "error", "This person can't log in: there is no account.", "Provisioning failed after 10 attempts: Because."
        ),
    ];

    [SkippableFact]
    public Task The_diagnosis_names_what_is_in_the_way() => RunAsync(async (page, _) =>
    {
        foreach (var (known, tone, verdict, finding) in Cases)
        {
            var answer = await page.Page.EvaluateAsync<JsonElement>(
                """
                async known => (await import("/console/diagnosis.js")).diagnose(
                  { account: null, saga: null, login: null, group: null, tenant: { groupsToSync: ["g"] }, ...JSON.parse(known) })
                """,
                known);
            var findings = string.Join(
                "\n", answer.GetProperty("findings").EnumerateArray().Select(one => one.GetProperty("text").GetString()));
            var isNamed = finding.Length == 0 ? findings.Length == 0 : findings.Contains(finding, StringComparison.Ordinal);
            Assert.True(isNamed, $"{known}: {findings}");
            Assert.Equal((tone, verdict), (answer.GetProperty("tone").GetString(), answer.GetProperty("verdict").GetString()));
        }
    });
}
