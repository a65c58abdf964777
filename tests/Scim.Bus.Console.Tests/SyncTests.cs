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
        await Assertions.Expect(page.Page.GetByText("The sync is done")).ToBeVisibleAsync(new() { Timeout = 30_000 });
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
        await Assertions.Expect(page.Row("Edited by hand")).ToContainTextAsync("First name", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Fact("Edited by hand")).ToHaveTextAsync("1");
        await page.CaptureAsync("sync-drift");

        await page.Page.GetByLabel("Overwrite manual edits").CheckAsync();
        await page.ClickAsync("Sync");
        await page.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sync" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("The sync is done. Accounts updated: 1.")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await tenant.AccountAsync(user, now => now["firstName"]!.GetValue<string>() == "Ann");
    });

    /// <summary>Pushes users until one is on hold, because the setting reaches Provisioning asynchronously.</summary>
    private static Task<string> PushOnHoldAsync(Tenant tenant) => Eventually.Get<string>(async () =>
    {
        var user = await tenant.PushUserAsync("Held", "Back", $"held.{Guid.NewGuid():n}@acme.example");
        await Eventually.Be(async () => Assert.NotNull((await tenant.AdminAsync(HttpMethod.Get, $"sagas/{user}"))["state"]));
        return (await tenant.AdminAsync(HttpMethod.Get, $"sagas/{user}"))["state"]!.GetValue<string>() == "OnHold" ? user : null;
    });
}
