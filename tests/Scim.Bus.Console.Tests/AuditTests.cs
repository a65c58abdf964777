using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

/// <summary>The page of the audit log, of a tenant and of everything.</summary>
public sealed class AuditTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task A_change_is_found_with_who_made_it_and_what_was_before() => RunAsync(async (page, tenant) =>
    {
        await tenant.AdminAsync(HttpMethod.Patch, "", new JsonObject { ["name"] = "Renamed" });
        for (var i = 0; i < 55; i++)
            await tenant.AdminAsync(HttpMethod.Post, "tokens", new JsonObject { ["name"] = $"Token {i}" });
        // One of them is that of the tenant's own pushes.
        await Eventually.Be(async () => Assert.Equal(56, await CountAsync(tenant, "action eq \"token.issue\"")));
        await page.EnterAsync(tenant, "audit", "Audit log");
        await page.CaptureAsync("audit-filled");
        Assert.Empty(await page.AccessibilityProblemsAsync());
        var rows = page.Page.GetByRole(AriaRole.Table, new() { Name = "Audit log" }).Locator("tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        await Assertions.Expect(rows.First).ToContainTextAsync("token.issue");
        await Assertions.Expect(rows.First).ToContainTextAsync("the operator's key");
        await page.FollowAsync("Next page");
        await Assertions.Expect(page.Row("tenant.configure")).ToContainTextAsync($"{tenant.Name} → Renamed");

        // Filter and place are in the address, so Back works.
        await page.Page.GetByLabel("Act", new() { Exact = true }).FillAsync("tenant.conf");
        await page.ClickAsync("Show");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.GetByLabel("Act", new() { Exact = true })).ToHaveValueAsync("tenant.conf");
        Assert.Contains("act=tenant.conf", page.Page.Url, StringComparison.Ordinal);
        await page.Page.GetByLabel("Outcome").SelectOptionAsync("failed");
        await page.ClickAsync("Show");
        await Assertions.Expect(page.Page.GetByText("No entry matches.")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);

        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.FollowAsync("Export"));
        Assert.Equal($"audit-{tenant.Id}.jsonl", download.SuggestedFilename);
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        var line = Assert.Single((await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("Renamed", (string?)JsonNode.Parse(line)!["after"]!["name"]);
    });

    [SkippableFact]
    public Task Operators_see_signing_in_and_out_and_what_is_about_no_tenant() => RunAsync(async (page, _) =>
    {
        await page.SignInAsync();
        await page.SeesAsync("Choose a tenant");
        await page.ClickAsync("Sign out");
        await page.SeesAsync("Sign in");
        await page.SignInAsync();
        await page.SeesAsync("Choose a tenant");
        await page.FollowAsync("Who did what");
        await page.SeesAsync("Who did what");
        await page.Page.GetByLabel("Act", new() { Exact = true }).FillAsync("session.");
        await page.ClickAsync("Show");
        await Assertions.Expect(page.Row("session.sign-in").First).ToContainTextAsync("the operator's key");
        await Assertions.Expect(page.Row("session.sign-out").First).ToContainTextAsync("127.0.0.1");
        Assert.Empty(await page.AccessibilityProblemsAsync());
    });

    [SkippableFact]
    public async Task Services_that_are_away_are_named_and_an_export_is_refused()
    {
        var running = await GetRunningAsync();
        var away = new Dictionary<string, string?> { ["Gateway:Accounts"] = $"http://127.0.0.1:{FreePort.Next()}" };
        await using var host = await ConsoleHost.StartAsync(running, away);
        await using var page = await ConsolePage.OpenAsync(running.Browser, host.Address);
        await page.SignInAsync();
        await page.SeesAsync("Choose a tenant");
        await page.FollowAsync("Who did what");
        await Assertions.Expect(page.Page.Locator(".notice")).ToContainTextAsync("No answer from accounts.");
        await page.GoAsync("/audit/export");
        await Assertions.Expect(page.Alert).ToContainTextAsync("'accounts' does not answer");
        page.AssertNoProblems();
    }

    private static async Task<int> CountAsync(Tenant tenant, string filter)
    {
        var list = await tenant.AdminAsync(HttpMethod.Get, $"audit?count=1000&filter={Uri.EscapeDataString(filter)}");
        return list["items"]!.AsArray().Count;
    }
}
