using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

public sealed class AccountTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task An_account_is_found_with_its_group_and_its_log() => RunAsync(async (page, tenant) =>
    {
        var bob = await tenant.PushUserAsync("Bob", "Leigh");
        var ann = await tenant.PushUserAsync("Ann", "Lee");
        await tenant.PushGroupAsync("Recruiters", ann);
        await tenant.AccountAsync(ann, account => account["accessGroup"]?["displayName"] is not null);
        await tenant.AccountAsync(bob, _ => true);
        await tenant.SagaIsAsync(ann, "InSync");
        foreach (var line in new[] { "The user was created.", "The user was added to group", "can log in." })
            await tenant.LogContainsAsync(ann, line);

        await page.EnterAsync(tenant, "accounts", "Accounts");
        await Assertions.Expect(page.Row("Bob Leigh")).ToBeVisibleAsync();
        await SearchAsync(page, "ann LEE");
        await Assertions.Expect(page.Row("Bob Leigh")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Row("Ann Lee")).ToContainTextAsync("Recruiters");

        await ChooseAsync("Access Group", "None", "Bob Leigh");
        await ChooseAsync("Access Group", "Recruiters", "Ann Lee");
        await ChooseAsync("State", "Inactive");
        await ChooseAsync("Kind", "Internal", "Bob Leigh", "Ann Lee");
        await ChooseAsync("Order", "Last name", "Ann Lee", "Bob Leigh");
        await page.GoBackAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Page.GetByLabel("Kind")).ToHaveValueAsync("internal");
        await page.CaptureAsync("accounts-filtered");

        await page.FollowAsync("Ann Lee");
        await page.SeesAsync("Ann Lee");
        await Assertions.Expect(page.Row("Work e-mail")).ToContainTextAsync($"ann.lee@{tenant.Id}.example");
        await Assertions.Expect(page.Row("Can log in")).ToContainTextAsync("same");
        await Assertions.Expect(page.Fact("Access Group")).ToHaveTextAsync("Recruiters");
        await Assertions.Expect(page.Fact("Login")).ToContainTextAsync("allowed");
        await Assertions.Expect(page.Findings).ToContainTextAsync("The Access Group “Recruiters” is not configured yet.");
        await page.OpenEntriesAsync();
        await Assertions.Expect(page.Row("The user was created.")).ToContainTextAsync("ok");
        await Assertions.Expect(page.Row("The user was added to group “Recruiters”.")).ToContainTextAsync("membership");
        await Assertions.Expect(page.Row("Account “Ann Lee” can log in.")).ToContainTextAsync("account");

        async Task ChooseAsync(string list, string option, params string[] names)
        {
            await page.GoAsync(tenant, "accounts", "Accounts");
            await page.Page.GetByLabel(list, new() { Exact = true }).SelectOptionAsync(option);
            await page.ClickAsync("Search");
            await Assertions.Expect(page.Page.Locator("tbody a")).ToHaveTextAsync(names);
        }
    });

    [SkippableFact]
    public Task A_search_without_a_match_shows_the_login_answer() => RunAsync(async (page, tenant) =>
    {
        await page.EnterAsync(tenant, "accounts", "Accounts");
        await Assertions.Expect(page.Page.GetByText("There are no accounts yet.", new() { Exact = false })).ToBeVisibleAsync();
        await SearchAsync(page, "nobody@acme.example \"or\"");
        await Assertions.Expect(page.Page.Locator(".empty")).ToContainTextAsync("matches “nobody@acme.example \"or\"”");
        await SearchAsync(page, "nobody@acme.example");
        await Assertions.Expect(page.Page.Locator(".notice")).ToContainTextAsync(
            "Login as nobody@acme.example: refused. No account has this work e-mail address.");
        await SearchAsync(page, Guid.NewGuid().ToString());
        await Assertions.Expect(page.Page.Locator(".notice")).ToContainTextAsync("This user is unknown");
    });

    [SkippableFact]
    public Task A_long_list_has_pages_with_addresses_of_their_own() => RunAsync(async (page, tenant) =>
    {
        var users = new List<string>();
        for (var i = 0; i < 51; i++)
            users.Add(await tenant.PushUserAsync($"Given{i}", "Many"));
        foreach (var user in users)
            await tenant.AccountAsync(user, _ => true);

        await page.EnterAsync(tenant, "accounts", "Accounts");
        var rows = page.Page.GetByRole(AriaRole.Table, new() { Name = "Accounts" }).Locator("tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        var first = await rows.Locator("a").AllInnerTextsAsync();
        await page.FollowAsync("Next page");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        var second = await rows.Locator("a").AllInnerTextsAsync();
        Assert.Equal(51, first.Concat(second).Distinct().Count());
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = "Next page" })).ToHaveCountAsync(0);
        await page.ReloadAsync();
        Assert.Equal(second, await rows.Locator("a").AllInnerTextsAsync());
        await page.GoBackAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        Assert.Equal(first, await rows.Locator("a").AllInnerTextsAsync());

        await page.GoAsync(tenant, "accounts?sort=firstName", "Accounts");
        var sorted = await rows.Locator("a").AllInnerTextsAsync();
        await page.FollowAsync("Next page");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        sorted = [.. sorted, .. await rows.Locator("a").AllInnerTextsAsync()];
        Assert.Equal(first.Concat(second).Order(StringComparer.OrdinalIgnoreCase), sorted);
    });

    [SkippableFact]
    public Task A_long_name_leaves_the_other_columns_their_room() => RunAsync(async (page, tenant) =>
    {
        var user = await tenant.PushUserAsync("Ann", string.Concat(Enumerable.Repeat("Wolfeschlegelstein ", 12)), "ann@acme.example");
        await tenant.AccountAsync(user, _ => true);
        await page.EnterAsync(tenant, "accounts", "Accounts");
        var cells = page.Page.Locator("tbody td");
        var name = (await cells.First.BoundingBoxAsync())!;
        var table = (await page.Page.Locator("table").BoundingBoxAsync())!;
        Assert.True(name.Width < table.Width / 2, $"The name takes {name.Width} of {table.Width} pixels.");
        var email = (await cells.Nth(1).Locator("div").BoundingBoxAsync())!;
        Assert.True(email.Height < 2 * 24, $"The address is {email.Height} pixels high.");
    });

    [SkippableFact]
    public Task A_deactivated_person_is_shown_as_such() => RunAsync(async (page, tenant) =>
    {
        var user = await tenant.PushUserAsync("Ann", "Lee");
        await tenant.DeactivateAsync(user);
        await tenant.AccountAsync(user, account => !account["active"]!.GetValue<bool>());
        await tenant.SagaIsAsync(user, "InSync");
        await page.EnterAsync(tenant, $"people/{user}", "Ann Lee");
        await Assertions.Expect(page.Verdict).ToHaveTextAsync("This person can't log in.");
        await Assertions.Expect(page.Findings).ToContainTextAsync("The user was deactivated in the identity provider.");
        await Assertions.Expect(page.Fact("Login")).ToContainTextAsync("The account is inactive.");
    });

    [SkippableFact]
    public Task A_deleted_person_has_no_account_and_should_have_none() => RunAsync(async (page, tenant) =>
    {
        var user = await tenant.PushUserAsync("Ann", "Lee");
        await tenant.AccountAsync(user, _ => true);
        await tenant.DeleteAsync(user);
        await tenant.SagaIsAsync(user, "Deprovisioned");
        await page.EnterAsync(tenant, $"people/{user}", $"User {user}");
        await Assertions.Expect(page.Verdict).ToHaveTextAsync("This person can't log in: there is no account.");
        await Assertions.Expect(page.Findings).ToContainTextAsync("The user was deleted in the identity provider.");
        await Assertions.Expect(page.Row("different")).ToHaveCountAsync(0);
    });

    [SkippableFact]
    public Task Case_34_what_was_edited_by_hand_is_named_and_not_called_equal() => RunAsync(async (page, tenant) =>
    {
        var user = await tenant.PushUserAsync("Ann", "Lee");
        var account = await tenant.AccountAsync(user, _ => true);
        await tenant.SagaIsAsync(user, "InSync");
        await tenant.AdminAsync(HttpMethod.Patch, $"accounts/{account["id"]}", new() { ["timeZone"] = "Asia/Tokyo" });

        await page.EnterAsync(tenant, $"people/{user}", "Ann Lee");
        await Assertions.Expect(page.Findings).ToContainTextAsync("Time zone was edited by hand by the operator's key on ");
        await Assertions.Expect(page.Page.GetByText("except for what was edited by hand: time zone.")).ToBeVisibleAsync();
        foreach (var text in new[] { "Europe/London", "as edited by hand", "edited by the operator's key on", "Asia/Tokyo" })
            await Assertions.Expect(page.Row("Time zone")).ToContainTextAsync(text);
        await Assertions.Expect(page.Row("First name")).ToContainTextAsync("same");
        await page.CaptureAsync("person-edited");
        Assert.Empty(await page.AccessibilityProblemsAsync());
        await Assertions.Expect(page.Page.GetByText("The account matches the identity provider.")).ToHaveCountAsync(0);

        // What the identity provider sends next of this attribute counts again.
        await tenant.SetTimeZoneAsync(user, "Europe/Paris");
        await tenant.AccountAsync(user, found => found["edits"]!.AsArray().Count == 0);
        await tenant.SagaIsAsync(user, "InSync");
        await page.ReloadAsync();
        await Assertions.Expect(page.Page.GetByText("The account matches the identity provider.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Row("Time zone")).ToContainTextAsync("same");
    });

    private static async Task SearchAsync(ConsolePage page, string text)
    {
        await page.Page.GetByLabel("Name, e-mail address, UPN or user ID").FillAsync(text);
        await page.Page.Keyboard.PressAsync("Enter");
    }
}
