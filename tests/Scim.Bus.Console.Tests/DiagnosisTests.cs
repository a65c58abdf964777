using System.Text.Json;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.People;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Tests;

/// <summary>The diagnosis of a person, also in states that are hard to produce.</summary>
public sealed class DiagnosisTests
{
    private const string A = "0198a000-0000-7000-8000-00000000000a";
    private const string B = "0198a000-0000-7000-8000-00000000000b";
    private const string G = "0198a000-0000-7000-8000-0000000000c0";
    private const string U = "0198a000-0000-7000-8000-0000000000d0";

    private const string Account =
        $$$"""
        {"id":"{{{A}}}","userId":"{{{U}}}","active":true,"permissions":["jobs.view"],
        "accessGroup":{"id":"{{{G}}}","displayName":"Recruiters"}}
        """;

    private const string Allowed = $$"""{"allowed":true,"accountId":"{{A}}","reason":"The account is active."}""";
    private const string OfAnother = $$"""{"allowed":true,"accountId":"{{B}}","reason":"The account is active."}""";
    private const string Refused = """{"allowed":false,"reason":"No account has this."}""";
    private const string Desired = $$"""{"exists":true,"active":true,"group":"{{G}}"}""";

    private static readonly string Edited = Account.Replace(
        $"\"id\":\"{A}\"",
        $"\"id\":\"{A}\",\"edits\":[{{\"field\":\"timeZone\",\"by\":\"Bea\",\"at\":\"2026-11-02T08:00:00Z\"}}]",
        StringComparison.Ordinal);

    private static readonly string Inactive = Account.Replace("true", "false", StringComparison.Ordinal);
    private static readonly string WithoutPermissions = Account.Replace("\"jobs.view\"", "", StringComparison.Ordinal);

    private static readonly Clients.Tenant OfSomeGroups =
        new() { Id = TenantId.Parse("acme", null), GroupsToSync = [GroupId.Parse(G, null)] };

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
            $$$"""{"account":{{{Account}}},"login":{{{OfAnother}}},"saga":{"state":"InSync","desired":{{{Desired}}}}}""",
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
            $$$"""{"account":{"id":"{{{A}}}","active":true,"permissions":[],"accessGroup":null},"login":{{{Allowed}}}}""",
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

    [Fact]
    public void The_diagnosis_names_what_is_in_the_way()
    {
        foreach (var (json, tone, verdict, finding) in Cases)
        {
            var known = JsonSerializer.Deserialize<KnownOfPerson>(json, JsonSerializerOptions.Web)! with { Tenant = OfSomeGroups };
            var diagnosis = Diagnosis.Of(known);
            var findings = string.Join("\n", diagnosis.Findings.Select(one => one.Text));
            var isNamed = finding.Length == 0 ? findings.Length == 0 : findings.Contains(finding, StringComparison.Ordinal);
            Assert.True(isNamed, $"{json}: {findings}");
            Assert.Equal((tone, verdict), (diagnosis.Tone, diagnosis.Verdict));
        }
    }

    [Fact]
    public void Without_an_answer_of_Accounts_nobody_is_said_to_have_no_account()
    {
        var diagnosis = Diagnosis.Of(new KnownOfPerson { IsAccountUnknown = true, Saga = new Saga { State = "InSync" } });
        Assert.Equal("warning", diagnosis.Tone);
        Assert.Contains("Accounts does not answer", diagnosis.Verdict, StringComparison.Ordinal);
    }
}
