using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

public sealed class SettingsTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task Every_setting_can_be_changed() => RunAsync(async (page, tenant) =>
    {
        var (recruiters, _) = (await tenant.PushGroupAsync("Recruiters"), await tenant.PushGroupAsync("Managers"));
        await page.EnterAsync(tenant, "settings", "Settings");
        await page.Page.GetByLabel("Name").FillAsync("Acme");
        await page.Page.GetByLabel("Identity provider").SelectOptionAsync("Okta");
        await page.Page.GetByLabel("Automatic sync").UncheckAsync();
        await page.Page.GetByLabel("When a user is added to a second group").SelectOptionAsync("Refuse the push");
        await page.Page.GetByLabel("Recruiters").CheckAsync();
        await page.Page.GetByLabel("UPN login").CheckAsync();
        await page.Page.GetByLabel("Accept what common clients get wrong").CheckAsync();
        await page.Page.GetByLabel("Welcome e-mails").UncheckAsync();
        await page.Page.GetByLabel("E-mails about changes").UncheckAsync();
        await page.Page.GetByLabel("Admin e-mail addresses").FillAsync("pat@acme.example\n\n kim@acme.example ");
        await page.Page.GetByLabel("Removal grace period (seconds)").FillAsync("90");
        await page.Page.GetByLabel("Keep access after leaving a group").CheckAsync();
        await page.Page.GetByLabel("Tell admins when nothing was heard for (hours)").FillAsync("48");
        await page.Page.GetByLabel("Record requests that only read").CheckAsync();
        await page.ClickAsync("Save");
        await Assertions.Expect(page.Page.GetByText("Saved.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("#tenant-name")).ToHaveTextAsync("Acme");

        var stored = await tenant.AdminAsync(HttpMethod.Get, "");
        Assert.Equal(["Acme", "okta", "reject"], Texts(stored, "name", "identityProvider", "secondGroup"));
        Assert.Equal(
            [false, true, false, false, true, true, true],
            Flags(stored, "automaticSync", "upnLogin", "welcomeEmails", "changeEmails", "keepAccessDuringGrace", "lenient", "recordReads"));
        Assert.Equal(
            ["pat@acme.example", "kim@acme.example"],
            stored["adminEmails"]!.AsArray().Select(address => address!.GetValue<string>()));
        Assert.Equal(
            (90, 48), (stored["removalGraceSeconds"]!.GetValue<int>(), stored["silentAfterHours"]!.GetValue<int>()));
        Assert.Equal([recruiters], stored["groupsToSync"]!.AsArray().Select(id => id!.GetValue<string>()));

        await page.ReloadAsync();
        await page.SeesAsync("Settings");
        await Assertions.Expect(page.Page.GetByLabel("Recruiters")).ToBeCheckedAsync();
        await Assertions.Expect(page.Page.GetByLabel("Managers")).Not.ToBeCheckedAsync();
        await Assertions.Expect(page.Page.GetByLabel("Admin e-mail addresses")).ToHaveValueAsync("pat@acme.example\nkim@acme.example");
        await page.Page.GetByLabel("All users").CheckAsync();
        await page.Page.GetByLabel("Removal grace period (seconds)").FillAsync("");
        await page.ClickAsync("Save");
        await Assertions.Expect(page.Page.GetByText("Saved.")).ToBeVisibleAsync();
        stored = await tenant.AdminAsync(HttpMethod.Get, "");
        Assert.Null(stored["groupsToSync"]);
        Assert.Null(stored["removalGraceSeconds"]);
    });

    [SkippableFact]
    public Task An_invalid_address_is_refused_by_name() => RunAsync(async (page, tenant) =>
    {
        await page.EnterAsync(tenant, "settings", "Settings");
        await page.Page.GetByLabel("Admin e-mail addresses").FillAsync("pat");
        await page.Page.GetByLabel("Removal grace period (seconds)").FillAsync("90");
        await page.ClickAsync("Save");
        await Assertions.Expect(page.Alert).ToContainTextAsync("'pat'");
        await Assertions.Expect(page.Page.GetByLabel("Admin e-mail addresses")).ToHaveValueAsync("pat");
        await Assertions.Expect(page.Page.GetByLabel("Removal grace period (seconds)")).ToHaveValueAsync("90");
    });

    [SkippableFact]
    public Task Unsaved_settings_are_asked_about_before_they_are_lost() => RunAsync(async (page, tenant) =>
    {
        var asked = new List<string>();
        page.Page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Type);
            await dialog.DismissAsync();
        };
        await page.EnterAsync(tenant, "settings", "Settings");
        await page.Page.GetByLabel("UPN login").CheckAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Provisioning log" }).ClickAsync();
        await Eventually.Be(() => Assert.Equal(["beforeunload"], asked));
        await page.SeesAsync("Settings");
        await Assertions.Expect(page.Page.GetByLabel("UPN login")).ToBeCheckedAsync();

        await page.ClickAsync("Save");
        await Assertions.Expect(page.Outcome).ToHaveTextAsync("Saved.");
        await page.FollowAsync("Provisioning log");
        await page.SeesAsync("Provisioning log");
        Assert.Single(asked);
    });

    [SkippableFact]
    public Task A_setting_that_somebody_else_changed_meanwhile_is_not_overwritten() => RunAsync(async (page, tenant) =>
    {
        await page.EnterAsync(tenant, "settings", "Settings");
        await tenant.AdminAsync(HttpMethod.Patch, "", new JsonObject { ["upnLogin"] = true });
        await page.Page.GetByLabel("Welcome e-mails").UncheckAsync();
        await page.ClickAsync("Save");
        await Assertions.Expect(page.Page.GetByText("Saved.")).ToBeVisibleAsync();
        Assert.Equal([true, false], Flags(await tenant.AdminAsync(HttpMethod.Get, ""), "upnLogin", "welcomeEmails"));

        await page.ClickAsync("Save");
        await Assertions.Expect(page.Page.GetByText("There are no changes to save.")).ToBeVisibleAsync();
    });

    [SkippableFact]
    public Task Selecting_no_group_is_refused_because_it_would_lock_everybody_out() => RunAsync(async (page, tenant) =>
    {
        await tenant.PushGroupAsync("Recruiters");
        await page.EnterAsync(tenant, "settings", "Settings");
        await page.Page.GetByLabel("Only users whose Access Group is selected below").CheckAsync();
        await page.ClickAsync("Save");
        await Assertions.Expect(page.Alert).ToHaveTextAsync("Select at least one group to sync, or choose All users.");
    });

    private static IEnumerable<string> Texts(JsonObject stored, params string[] names) =>
        names.Select(name => stored[name]!.GetValue<string>());

    private static IEnumerable<bool> Flags(JsonObject stored, params string[] names) =>
        names.Select(name => stored[name]!.GetValue<bool>());
}
