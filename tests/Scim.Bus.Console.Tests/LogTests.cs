using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

public sealed class LogTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task The_log_tells_each_push_as_one_entry_that_opens_into_its_steps() => RunAsync(async (page, tenant) =>
    {
        var user = await tenant.PushUserAsync("Ann", "Lee");
        await tenant.SagaIsAsync(user, "InSync");
        await tenant.LogContainsAsync(user, "can log in.");
        var group = await tenant.PushGroupAsync("Recruiters", user);
        await tenant.AccountAsync(user, account => account["accessGroup"]?["displayName"] is not null);
        await tenant.LogContainsAsync(user, "applies, with 0 permissions.");
        await tenant.ConfigureAsync(group, "jobs.view", "candidates.view");
        await tenant.LogContainsAsync(user, "applies, with 2 permissions.");
        await page.EnterAsync(tenant, "log", "Provisioning log");
        await Assertions.Expect(page.Entries.Locator("summary")).ToHaveTextAsync(
        [
            "The settings of “Recruiters” were applied to Ann Lee; they can now view jobs and view candidates.",
            "The identity provider created the group “Recruiters” and added Ann Lee to “Recruiters”; "
                + "“Recruiters” gives them no permissions.",
            "The identity provider created Ann Lee; they can now log in.",
        ]);
        var times = await page.Entries.Locator(".when time").EvaluateAllAsync<string[]>("all => all.map(one => one.dateTime)");
        Assert.Equal(times.Select(DateTimeOffset.Parse).OrderDescending(), times.Select(DateTimeOffset.Parse));

        var first = page.Entries.Last;
        await first.Locator("summary").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        var steps = first.GetByRole(AriaRole.Row);
        await Assertions.Expect(steps.Nth(1)).ToContainTextAsync("0.000 s");
        await Assertions.Expect(steps.Nth(1)).ToContainTextAsync("The user was created.");
        await Assertions.Expect(steps.Filter(new() { HasText = "can log in." })).ToContainTextAsync("account");
        await page.CaptureAsync("log-opened");
        await first.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#announcer")).ToContainTextAsync("Copied trace ID");
        Assert.Matches("^[0-9a-f]{32}$", await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        await first.GetByRole(AriaRole.Link, new() { Name = "This entry alone" }).ClickAsync();
        await Assertions.Expect(page.Entries).ToHaveCountAsync(1);
        await Assertions.Expect(page.Row("The user was created.")).ToBeVisibleAsync();
        await page.Entries.GetByRole(AriaRole.Link, new() { Name = "Ann Lee" }).First.ClickAsync();
        await page.SeesAsync("Ann Lee");
        await Assertions.Expect(page.Entries).ToHaveCountAsync(3);
    });

    [SkippableFact]
    public Task The_log_can_be_searched_and_filtered() => RunAsync(async (page, tenant) =>
    {
        var (user, _) = await tenant.PushFaultedUserAsync("Ann", "Lee");
        await page.EnterAsync(tenant, "log", "Provisioning log");
        await tenant.LogContainsAsync(user, "Provisioning failed");
        await page.Page.GetByLabel("Outcome").SelectOptionAsync("failed");
        await page.ClickAsync("Show");
        await Assertions.Expect(page.Entries).ToHaveCountAsync(1);
        await Assertions.Expect(page.Entries).ToContainTextAsync(
            "The identity provider created Ann Lee; this failed: The user's work e-mail already belongs to another account");
        await page.Page.GetByLabel("Outcome").SelectOptionAsync("ignored");
        await page.ClickAsync("Show");
        await Assertions.Expect(page.Page.GetByText("No entry matches.")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Entries).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.GetByLabel("Outcome")).ToHaveValueAsync("failed");

        // She has no account, so only the directory knows her name.
        await SearchAsync("ANN lee");
        await Assertions.Expect(page.Entries.Filter(new() { HasText = "created Ann Lee" })).ToHaveCountAsync(1);
        await SearchAsync("some body");
        await Assertions.Expect(page.Entries.Last).ToContainTextAsync("created Some Body");
        await SearchAsync("nobody at all");
        await Assertions.Expect(page.Page.GetByText("No entry matches.")).ToBeVisibleAsync();
        await page.Page.GetByLabel("Person or group").FillAsync("");
        await page.Page.GetByLabel("To (UTC)").FillAsync("2020-02-29");
        await page.ClickAsync("Show");
        await Assertions.Expect(page.Page.GetByText("No entry matches.")).ToBeVisibleAsync();

        async Task SearchAsync(string text)
        {
            await page.GoAsync(tenant, "log", "Provisioning log");
            await page.Page.GetByLabel("Person or group").FillAsync(text);
            await page.ClickAsync("Show");
            await Assertions.Expect(page.Page.GetByLabel("Person or group")).ToHaveValueAsync(text);
        }
    });
}
