using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

public sealed class SyncTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task An_admin_previews_changes_and_syncs() => RunAsync(async (page, tenant) =>
    {
        await tenant.AdminAsync(HttpMethod.Patch, "", new JsonObject { ["automaticSync"] = false });
        var user = await PushOnHoldAsync(tenant);
        await page.EnterAsync(tenant, "sync", "Sync");

        await page.ClickAsync("Preview changes");
        await Assertions.Expect(page.Row("Would be created").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Fact("Would be removed")).ToHaveCountAsync(0);
        await page.CaptureAsync("sync-dry-run");

        await page.ClickAsync("Sync");
        var dialog = page.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("to create");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sync" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("The sync is done")).ToBeVisibleAsync();
        await tenant.AccountAsync(user, account => account["active"]!.GetValue<bool>());

        await page.ClickAsync("Preview changes");
        await Assertions.Expect(page.Page.GetByText("All accounts are up to date.")).ToBeVisibleAsync();
    });

    [SkippableFact]
    public Task Drift_shows_manual_edits_and_a_sync_that_overwrites_them_reverts_them() => RunAsync(async (page, tenant) =>
    {
        var user = await tenant.PushUserAsync("Ann", "Lee");
        await tenant.SagaIsAsync(user, "InSync");
        var account = await tenant.AccountAsync(user, _ => true);
        var accountId = account["id"]!.GetValue<string>();
        await tenant.AdminAsync(HttpMethod.Patch, $"accounts/{accountId}", new JsonObject { ["firstName"] = "Nan" });

        await page.EnterAsync(tenant, "sync", "Sync");
        await page.ClickAsync("Compare now");
        await Assertions.Expect(page.Row("Edited by hand")).ToContainTextAsync("First name");
        await Assertions.Expect(page.Fact("Edited by hand")).ToHaveTextAsync("1");
        await page.CaptureAsync("sync-drift");

        await page.Page.GetByLabel("Overwrite manual edits").CheckAsync();
        await page.ClickAsync("Sync");
        await page.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sync" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("The sync is done. Accounts updated: 1.")).ToBeVisibleAsync();
        await tenant.AccountAsync(user, now => now["firstName"]!.GetValue<string>() == "Ann");
    });

    [SkippableFact]
    public Task The_lists_are_filtered_by_name_state_and_difference_in_the_address() => RunAsync(async (page, tenant) =>
    {
        var (user, _) = await tenant.PushFaultedUserAsync("Ann", "Lee");
        await page.EnterAsync(tenant, "sync", "Sync");
        await page.ClickAsync("Compare now");
        await Assertions.Expect(page.Fact("Last compared")).ToBeVisibleAsync();
        var failed = page.Page.GetByRole(AriaRole.Table, new() { Name = "Users in state Failed" });
        var drift = page.Page.GetByRole(AriaRole.Table, new() { Name = "Accounts that differ" });
        await Assertions.Expect(failed.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Assertions.Expect(drift.GetByRole(AriaRole.Row).Filter(new() { HasText = "Missing" })).ToHaveCountAsync(1);

        await page.Page.GetByRole(AriaRole.Searchbox).FillAsync("lee ann");
        await page.Page.GetByLabel("State of users").SelectOptionAsync("Failed");
        await page.Page.GetByLabel("Drift").SelectOptionAsync("Missing");
        await page.ClickAsync("Show");
        await Assertions.Expect(page.Page).ToHaveURLAsync(
            $"{new Uri(page.Page.Url).GetLeftPart(UriPartial.Path)}?search=lee+ann&state=Faulted&difference=missing");
        await Assertions.Expect(failed.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Assertions.Expect(drift.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Waiting users" })).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("lee ann");
        await Assertions.Expect(page.Page.GetByLabel("State of users")).ToHaveValueAsync("Faulted");
        await page.CaptureAsync("sync-filtered");

        // The page's forms keep what the lists have.
        var search = page.Page.GetByRole(AriaRole.Searchbox);
        await page.ClickAsync("Preview changes");
        await Assertions.Expect(page.Fact("Would be created")).ToBeVisibleAsync();
        await Assertions.Expect(search).ToHaveValueAsync("lee ann");
        await page.ClickAsync("Compare now");
        await Eventually.Be(() => Assert.Contains("/sync?search=lee%20ann&state=Faulted&difference=missing", page.Page.Url));
        await Assertions.Expect(search).ToHaveValueAsync("lee ann");

        await page.GoAsync(tenant, "sync?difference=orphaned", "Sync");
        await Assertions.Expect(failed.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Assertions.Expect(page.Page.GetByText("No account matches.")).ToBeVisibleAsync();
        await page.GoAsync(tenant, "sync?search=nobody", "Sync");
        await Assertions.Expect(page.Page.GetByText("No user matches.")).ToHaveCountAsync(2);
        await page.GoAsync(tenant, $"sync?search={user}", "Sync");
        await Assertions.Expect(failed.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await page.ClickAsync("Sync");
        await page.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sync" }).ClickAsync();
        await Eventually.Be(() => Assert.Contains($"/sync?search={user}&run=", page.Page.Url));
    });

    /// <summary>Pushes users until one is on hold, because the setting reaches Provisioning asynchronously.</summary>
    private static Task<string> PushOnHoldAsync(Tenant tenant) => Eventually.Get<string>(async () =>
    {
        var user = await tenant.PushUserAsync("Held", "Back", $"held.{Guid.NewGuid():n}@acme.example");
        await Eventually.Be(async () => Assert.NotNull((await tenant.AdminAsync(HttpMethod.Get, $"sagas/{user}"))["state"]));
        return (await tenant.AdminAsync(HttpMethod.Get, $"sagas/{user}"))["state"]!.GetValue<string>() == "OnHold" ? user : null;
    });
}
