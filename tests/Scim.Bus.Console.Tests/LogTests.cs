using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

public sealed class LogTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task The_log_tells_the_newest_first_and_names_people_and_groups() => RunAsync(async (page, tenant) =>
    {
        var user = await tenant.PushUserAsync("Ann", "Lee");
        await tenant.PushGroupAsync("Recruiters", user);
        await tenant.AccountAsync(user, account => account["accessGroup"]?["displayName"] is not null);
        await page.EnterAsync(tenant, "log", "Provisioning log");

        var rows = page.Page.GetByRole(AriaRole.Table, new() { Name = "Provisioning log" }).Locator("tbody tr");
        await tenant.LogTellsAsync(user, "The user was created.");
        await tenant.LogTellsAsync(user, "The user was added to group");
        await page.ClickAsync("Refresh");
        await Assertions.Expect(page.Row("The user was added to group “Recruiters”.")).ToContainTextAsync("Ann Lee");
        await Assertions.Expect(rows.Last).ToContainTextAsync("The user was created.");
        var times = await rows.Locator("time").EvaluateAllAsync<string[]>("all => all.map(one => one.dateTime)");
        Assert.Equal(times.Select(DateTimeOffset.Parse).OrderDescending(), times.Select(DateTimeOffset.Parse));

        await rows.Last.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#announcer")).ToContainTextAsync("is copied.");
        Assert.Matches("^[0-9a-f]{32}$", await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        await rows.Last.GetByRole(AriaRole.Link, new() { Name = "Ann Lee" }).ClickAsync();
        await page.SeesAsync("Ann Lee");
    });

    [SkippableFact]
    public Task The_log_is_there_while_those_who_know_the_names_are_not() => RunAsync(async (page, tenant) =>
    {
        var user = await tenant.PushUserAsync("Ann", "Lee");
        await tenant.LogTellsAsync(user, "The user was created.");
        foreach (var away in (string[])["**/accounts*", "**/access-groups*"])
            await page.Page.RouteAsync(away, route => route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = "{}" }));
        await page.EnterAsync(tenant, "log", "Provisioning log");
        await Assertions.Expect(page.Row("The user was created.")).ToContainTextAsync(user[^8..]);
    });

    [SkippableFact]
    public Task The_log_can_be_narrowed_to_an_outcome() => RunAsync(async (page, tenant) =>
    {
        var (user, _) = await tenant.PushFaultedUserAsync("Ann", "Lee");
        await page.EnterAsync(tenant, "log", "Provisioning log");
        await tenant.LogTellsAsync(user, "Given up");
        await page.Page.GetByLabel("Outcome").SelectOptionAsync("failed");
        await Assertions.Expect(page.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await page.Page.GetByLabel("Outcome").SelectOptionAsync("ignored");
        await Assertions.Expect(page.Page.GetByText("There is no line with the outcome “ignored”.")).ToBeVisibleAsync();
    });
}
