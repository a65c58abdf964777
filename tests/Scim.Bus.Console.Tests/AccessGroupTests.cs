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

        await page.Page.GetByLabel("candidates.view").CheckAsync();
        await page.Page.GetByLabel("jobs.view").CheckAsync();
        await page.Page.GetByLabel("Other visibilities").FillAsync("\n  location:New York \n");
        await page.Page.GetByLabel("application.received:email").CheckAsync();
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
        await Assertions.Expect(page.Page.GetByLabel("jobs.view")).ToBeCheckedAsync();
        await Assertions.Expect(page.Page.GetByLabel("Other visibilities")).ToHaveValueAsync("location:New York");

        // What somebody else sets meanwhile stays.
        await tenant.ConfigureAsync(group, "jobs.view", "candidates.view", "reports.view");
        await page.Page.GetByLabel("candidates.view").UncheckAsync();
        await page.ClickAsync("Save");
        await Assertions.Expect(page.Page.GetByLabel("reports.view")).ToBeCheckedAsync();
        Assert.Equal(["jobs.view", "reports.view"], await tenant.PermissionsAsync(group));
    });

    [SkippableFact]
    public Task Names_are_found_by_what_they_mean_and_sets_are_taken_from_a_template_or_another_group() => RunAsync(async (page, tenant) =>
    {
        var group = await tenant.PushGroupAsync("Recruiters");
        var other = await tenant.PushGroupAsync("Sourcers");
        await tenant.ConfigureAsync(other, "referrals.view");
        await page.EnterAsync(tenant, $"groups/{group}", "Recruiters");

        var search = page.Page.GetByLabel("Search permissions");
        await search.FillAsync("COMMENT candidates");
        await search.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Comment on candidates" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByLabel("jobs.view")).ToBeHiddenAsync();
        await Assertions.Expect(page.Page.GetByText("0 of 99 chosen. 1 of 99 shown.")).ToBeVisibleAsync();
        await page.CaptureAsync("group-search");

        await page.Page.GetByLabel("Fill in from").SelectOptionAsync("Interviewer");
        await page.ClickAsync("Fill in");
        await Assertions.Expect(page.Page.GetByText("Filled in from “Interviewer”, and not saved yet.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByLabel("interviews.comment")).ToBeCheckedAsync();
        Assert.Empty(await tenant.PermissionsAsync(group));

        await page.Page.GetByLabel("Fill in from").SelectOptionAsync("Sourcers");
        await page.ClickAsync("Fill in");
        await Assertions.Expect(page.Page.GetByLabel("referrals.view")).ToBeCheckedAsync();
        await Assertions.Expect(page.Page.GetByLabel("interviews.comment")).Not.ToBeCheckedAsync();
        Assert.Empty(await page.AccessibilityProblemsAsync());
        await page.ClickAsync("Save");
        await Assertions.Expect(page.Fact("State")).ToHaveTextAsync("configured");
        Assert.Equal(["referrals.view"], await tenant.PermissionsAsync(group));

        await page.GoAsync(tenant, "groups", "Access Groups");
        await page.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("SOUR");
        await page.Page.GetByLabel("Order").SelectOptionAsync("Last changed first");
        await page.ClickAsync("Show");
        await Assertions.Expect(page.Page.Locator("tbody a")).ToHaveTextAsync(["Sourcers"]);
        await page.Page.GetByLabel("State").SelectOptionAsync("Not configured");
        await page.ClickAsync("Show");
        await Assertions.Expect(page.Page.GetByText("No Access Group matches.")).ToBeVisibleAsync();
    });

    [SkippableFact]
    public Task An_unknown_visibility_is_refused_by_name_and_the_input_is_kept() => RunAsync(async (page, tenant) =>
    {
        var group = await tenant.PushGroupAsync("Recruiters");
        await page.EnterAsync(tenant, $"groups/{group}", "Recruiters");
        await page.Page.GetByLabel("jobs.view").CheckAsync();
        await page.Page.GetByLabel("Other visibilities").FillAsync("location:London\nplanet:Mars");
        await page.ClickAsync("Save");
        await Assertions.Expect(page.Alert).ToHaveTextAsync("Not in the catalogue: planet:Mars.");
        await Assertions.Expect(page.Page.GetByLabel("jobs.view")).ToBeCheckedAsync();
        await Assertions.Expect(page.Page.GetByLabel("Other visibilities")).ToHaveValueAsync("location:London\nplanet:Mars");
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
