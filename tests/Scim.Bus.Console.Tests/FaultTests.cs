using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

public sealed partial class FaultTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task Case_35_a_failure_is_explained_with_a_link_and_can_be_retried() => RunAsync(async (page, tenant) =>
    {
        var (user, repair) = await tenant.PushFaultedUserAsync("Ann", "Lee");

        await page.EnterAsync(tenant, "sync", "Sync");
        await page.FollowAsync("Ann Lee");
        await page.SeesAsync("Ann Lee");
        await Assertions.Expect(page.Verdict).ToHaveTextAsync("This person can't log in: there is no account.");
        await Assertions.Expect(page.Findings).ToContainTextAsync("The user's work e-mail already belongs to another account: ");
        await Assertions.Expect(page.Fact("Reason")).ToHaveTextAsync(EmailBelongsToAccount());
        await page.Findings.GetByRole(AriaRole.Link, new() { NameRegex = AccountId() }).ClickAsync();
        await page.SeesAsync("Some Body");
        await page.GoBackAsync();
        await page.SeesAsync("Ann Lee");
        await Assertions.Expect(page.Fact("What happens next")).ToContainTextAsync("It is tried again every six hours");
        await Assertions.Expect(page.Row("Exists")).ToContainTextAsync("different");
        await tenant.LogContainsAsync(user, "Provisioning failed:");
        await page.ClickAsync("Show");
        await page.OpenEntriesAsync();
        await Assertions.Expect(page.Row("Provisioning failed:")).ToContainTextAsync("failed");

        await page.ClickAsync("Retry");
        await Assertions.Expect(page.Outcome).ToHaveTextAsync("The retry failed.");

        await repair();
        await page.ClickAsync("Retry");
        await Assertions.Expect(page.Heading).ToHaveTextAsync("Ann Lee");
        await Assertions.Expect(page.Outcome).ToHaveTextAsync("Retried. The state is now: In sync.");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Retry" })).ToHaveCountAsync(0);
    });

    [SkippableFact]
    public Task A_user_on_hold_is_explained() => RunAsync(async (page, tenant) =>
    {
        await tenant.AdminAsync(HttpMethod.Patch, "", new JsonObject { ["automaticSync"] = false });
        await Eventually.Be(async () =>
        {
            // The setting reaches Provisioning asynchronously; users pushed before that are not put on hold.
            var user = await tenant.PushUserAsync("Ann", "Lee", $"ann.{Guid.NewGuid():n}@acme.example");
            await Eventually.Be(async () => Assert.NotNull((await tenant.AdminAsync(HttpMethod.Get, $"sagas/{user}"))["state"]));
            Assert.Equal("OnHold", (await tenant.AdminAsync(HttpMethod.Get, $"sagas/{user}"))["state"]!.GetValue<string>());
        });

        await page.EnterAsync(tenant, "sync", "Sync");
        await Assertions.Expect(page.Page.Locator(".notice").First).ToContainTextAsync("accounts do not change until you sync");
        await Assertions.Expect(page.Row("On hold")).ToBeVisibleAsync();
        await page.Row("On hold").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Findings).ToContainTextAsync("The push was stored");
        await Assertions.Expect(page.Fact("What happens next")).ToContainTextAsync("until somebody starts a sync");
        foreach (var text in new[] { "Europe/London", "nothing yet", "not compared" })
            await Assertions.Expect(page.Row("Time zone")).ToContainTextAsync(text);
    });

    /// <summary>
    /// The reason names the other account by its id, because it also goes into the provisioning log, which has no personal data (I8). The
    /// page adds whose account it is.
    /// </summary>
    [GeneratedRegex(
        @"^The user's work e-mail already belongs to another account: [0-9a-f-]{36} \(Some Body, ann\.lee@.*\)\.$",
        RegexOptions.None,
        1_000)]
    private static partial Regex EmailBelongsToAccount();

    [GeneratedRegex("^[0-9a-f-]{36}$", RegexOptions.None, 1_000)]
    private static partial Regex AccountId();
}
