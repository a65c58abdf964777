using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

public sealed class LogTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task The_log_shows_newest_lines_first_with_names_of_people_and_groups() => RunAsync(async (page, tenant) =>
    {
        var user = await tenant.PushUserAsync("Ann", "Lee");
        await tenant.PushGroupAsync("Recruiters", user);
        await tenant.AccountAsync(user, account => account["accessGroup"]?["displayName"] is not null);
        await page.EnterAsync(tenant, "log", "Provisioning log");

        var rows = page.Page.GetByRole(AriaRole.Table, new() { Name = "Provisioning log" }).Locator("tbody tr");
        await tenant.LogContainsAsync(user, "The user was created.");
        await tenant.LogContainsAsync(user, "The user was added to group");
        await page.ClickAsync("Show");
        await Assertions.Expect(page.Row("The user was added to group “Recruiters”.")).ToContainTextAsync("Ann Lee");
        await Assertions.Expect(rows.Last).ToContainTextAsync("The user was created.");
        var times = await rows.Locator("time").EvaluateAllAsync<string[]>("all => all.map(one => one.dateTime)");
        Assert.Equal(times.Select(DateTimeOffset.Parse).OrderDescending(), times.Select(DateTimeOffset.Parse));

        await rows.Last.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#announcer")).ToContainTextAsync("Copied trace ID");
        Assert.Matches("^[0-9a-f]{32}$", await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        await rows.Last.GetByRole(AriaRole.Link, new() { Name = "Ann Lee" }).ClickAsync();
        await page.SeesAsync("Ann Lee");
    });

    [SkippableFact]
    public Task The_log_can_be_filtered_by_outcome() => RunAsync(async (page, tenant) =>
    {
        var (user, _) = await tenant.PushFaultedUserAsync("Ann", "Lee");
        await page.EnterAsync(tenant, "log", "Provisioning log");
        await tenant.LogContainsAsync(user, "Provisioning failed");
        await page.Page.GetByLabel("Outcome").SelectOptionAsync("failed");
        await page.ClickAsync("Show");
        await Assertions.Expect(page.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await page.Page.GetByLabel("Outcome").SelectOptionAsync("ignored");
        await page.ClickAsync("Show");
        await Assertions.Expect(page.Page.GetByText("There are no entries with outcome “ignored”.")).ToBeVisibleAsync();
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.GetByLabel("Outcome")).ToHaveValueAsync("failed");
    });
}
