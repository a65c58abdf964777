using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

public sealed class AccessGroupTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task Settings_of_a_group_reach_its_members_accounts() => RunAsync(async (page, tenant) =>
    {
        var user = await tenant.PushUserAsync("Ann", "Lee");
        var group = await tenant.PushGroupAsync("Recruiters", user);
        await tenant.AccountAsync(user, account => account["accessGroup"] is not null);

        await page.EnterAsync(tenant, "groups", "Access Groups");
        await Assertions.Expect(page.Row("Recruiters")).ToContainTextAsync("not configured");
        await page.FollowAsync("Recruiters");
        await page.SeesAsync("Recruiters");
        await Assertions.Expect(page.Row("Ann Lee")).ToBeVisibleAsync();

        await page.Page.GetByLabel("Permissions").FillAsync("jobs.view\n\n  candidates.view \n");
        await page.Page.GetByLabel("Visibilities").FillAsync("location:New York");
        await page.Page.GetByLabel("Notifications").FillAsync("application.received:email");
        await page.ClickAsync("Save");
        await Assertions.Expect(page.Page.GetByText("Saved. Members' accounts are updated within seconds.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Fact("State")).ToHaveTextAsync("configured");

        await tenant.AccountAsync(user, account => account["permissions"]!.AsArray().Count > 0);
        await page.FollowAsync("Ann Lee");
        await page.SeesAsync("Ann Lee");
        await Assertions.Expect(page.Fact("Access Group")).ToHaveTextAsync("Recruiters");
        Assert.Equal(["jobs.view", "candidates.view"], await page.Fact("Permissions").GetByRole(AriaRole.Listitem).AllInnerTextsAsync());
        Assert.Equal(["location:New York"], await page.Fact("Visibilities").GetByRole(AriaRole.Listitem).AllInnerTextsAsync());
        await Assertions.Expect(page.Verdict).ToHaveTextAsync("This person can log in and has 2 permissions.");

        await page.GoAsync(tenant, $"groups/{group}", "Recruiters");
        await Assertions.Expect(page.Page.GetByLabel("Permissions")).ToHaveValueAsync("jobs.view\ncandidates.view");
    });

    [SkippableFact]
    public Task An_unknown_permission_is_refused_by_name_and_the_input_is_kept() => RunAsync(async (page, tenant) =>
    {
        var group = await tenant.PushGroupAsync("Recruiters");
        await page.EnterAsync(tenant, $"groups/{group}", "Recruiters");
        await page.Page.GetByLabel("Permissions").FillAsync("jobs.view\njobs.fly");
        await page.ClickAsync("Save");
        await Assertions.Expect(page.Alert).ToHaveTextAsync("Not in the catalogue: jobs.fly.");
        await Assertions.Expect(page.Page.GetByLabel("Permissions")).ToHaveValueAsync("jobs.view\njobs.fly");
        await Assertions.Expect(page.Fact("State")).ToHaveTextAsync("not configured");
    });

    [SkippableFact]
    public Task A_name_can_not_inject_markup() => RunAsync(async (page, tenant) =>
    {
        const string Name = "<img src=x onerror=alert(1)>";
        var user = await tenant.PushUserAsync(Name, "Lee", "script@x.example");
        await tenant.PushGroupAsync(Name, user);
        await tenant.AccountAsync(user, account => account["accessGroup"]?["displayName"] is not null);
        await page.EnterAsync(tenant, "groups", "Access Groups");
        await page.FollowAsync(Name);
        await page.SeesAsync(Name);
        await page.GoAsync(tenant, "log", "Provisioning log");
        await Assertions.Expect(page.Page.GetByText($"{Name} Lee").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("main img")).ToHaveCountAsync(0);
    });
}
