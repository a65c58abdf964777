using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

/// <summary>The tenant's first page: is the identity provider connected, since when, and what is wrong.</summary>
public sealed class ConnectionTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task The_page_tells_of_a_connection_before_during_and_after_the_first_pushes() => RunAsync(async (page, tenant) =>
    {
        await page.SignInAsync();
        await page.SeesAsync("Choose a tenant");
        await page.ChooseAsync(tenant);
        await page.SeesAsync("Connection");
        await Assertions.Expect(page.Verdict).ToContainTextAsync("Never connected. Nothing has been heard");
        await Assertions.Expect(page.Fact("Last request")).ToHaveTextAsync("none");
        await page.CaptureAsync("connection-never");

        await tenant.PushRefusedUserAsync("Chen", "Wei");
        await SeesStateAsync(page, "Failing since");
        await Assertions.Expect(page.Verdict).ToContainTextAsync("Most often: A time zone that is not an IANA name.");
        await Assertions.Expect(page.Row("A time zone that is not an IANA name")).ToContainTextAsync("Map the time zone to an IANA name");
        await page.CaptureAsync("connection-failing");
        await page.FollowAsync("A time zone that is not an IANA name");
        await Assertions.Expect(page.Row($"chen.wei@{tenant.Id}.example")).ToHaveCountAsync(1);
        await page.GoBackAsync();

        var user = await tenant.PushUserAsync("Ann", "Lee");
        await tenant.PushGroupAsync("Recruiters", user);
        // Before the group has arrived, the saga is in sync without it.
        await tenant.AccountAsync(user, account => account["accessGroup"]?["displayName"] is not null);
        await tenant.SagaIsAsync(user, "InSync");
        await SeesStateAsync(page, "Connected since");
        await Assertions.Expect(page.Fact("Users in the directory")).ToHaveTextAsync("1");
        await Assertions.Expect(page.Fact("Groups in the directory")).ToHaveTextAsync("1");
        await Assertions.Expect(page.Fact("In sync")).ToHaveTextAsync("1");
        await Assertions.Expect(page.Fact("Last accepted change").Locator("time")).ToHaveCountAsync(1);
        await page.Page.Locator("summary", new() { HasText = "Requests by hour" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Table, new() { Name = "Requests by hour" })).ToBeVisibleAsync();
        await page.CaptureAsync("connection-connected");
        Assert.Empty(await page.AccessibilityProblemsAsync());
    });

    [SkippableFact]
    public Task A_refused_deactivation_is_told_until_the_person_is_out() => RunAsync(async (page, tenant) =>
    {
        var user = await tenant.PushUserAsync("Ann", "Lee");
        await tenant.PushRefusedDeactivationAsync(user, "Ann", "Lee");
        await page.EnterAsync(tenant, "connection", "Connection");
        await SeesStateAsync(page, "A deactivation was refused: the person still has access.");
        var refused = page.Page.GetByRole(AriaRole.Table, new() { Name = "Refused deactivations" });
        await Assertions.Expect(refused.GetByRole(AriaRole.Link, new() { Name = $"ann.lee@{tenant.Id}.example" })).ToBeVisibleAsync();
        await page.CaptureAsync("connection-deactivation");
        await tenant.DeactivateAsync(user);
        await SeesStateAsync(page, "Connected since");
        await Assertions.Expect(refused).ToHaveCountAsync(0);
    });

    [SkippableFact]
    public Task Silence_is_told_where_the_settings_ask_for_it_until_something_is_heard() => RunAsync(async (page, tenant) =>
    {
        await using (var requests = new StoredRequests((await GetRunningAsync()).Data))
            await requests.AddReadAsync(tenant, DateTimeOffset.UtcNow.AddHours(-3));
        await page.EnterAsync(tenant, "connection", "Connection");
        await SeesStateAsync(page, "Connected since");
        await tenant.AdminAsync(HttpMethod.Patch, "", new JsonObject { ["silentAfterHours"] = 1 });
        await SeesStateAsync(page, "Silent since");
        await Assertions.Expect(page.Verdict).ToContainTextAsync("Nothing has been heard for an hour");
        await page.CaptureAsync("connection-silent");
        Assert.Empty(await page.AccessibilityProblemsAsync());
        await tenant.PushUserAsync("Ann", "Lee");
        await SeesStateAsync(page, "Connected since");
    });

    [SkippableFact]
    public Task A_token_that_expires_soon_is_marked() => RunAsync(async (page, tenant) =>
    {
        var soon = DateTimeOffset.UtcNow.AddDays(13).ToString("O", CultureInfo.InvariantCulture);
        await tenant.AdminAsync(HttpMethod.Post, "tokens", new JsonObject { ["name"] = "Okta", ["expiresAt"] = soon });
        await page.EnterAsync(tenant, "connection", "Connection");
        await Assertions.Expect(page.Row("Okta")).ToContainTextAsync("expires soon");
        await Assertions.Expect(page.Page.GetByText("expires soon")).ToHaveCountAsync(1);
    });

    [SkippableTheory]
    [InlineData("Ingress", "How the connection stands is not known now. The ingress does not answer. Try again in a moment.")]
    [InlineData("Provisioning", "How many accounts are in sync is not known now. Provisioning does not answer. Try again in a moment.")]
    public async Task A_service_that_is_away_hides_its_own_part_only_and_is_named(string service, string notice)
    {
        var running = await GetRunningAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        var user = await tenant.PushUserAsync("Ann", "Lee");
        await tenant.SagaIsAsync(user, "InSync");
        await using var host = await ConsoleHost.StartAsync(
            running, new Dictionary<string, string?> { [$"Gateway:{service}"] = $"http://127.0.0.1:{FreePort.Next()}" });
        await using var page = await ConsolePage.OpenAsync(running.Browser, host.Address);
        await page.SignInAsync();
        await Eventually.Be(() => Assert.DoesNotContain("sign-in", page.Page.Url, StringComparison.Ordinal));
        await page.GoAsync(tenant, "connection", "Connection");
        await Assertions.Expect(page.Page.GetByText(notice)).ToBeVisibleAsync();
        await Assertions.Expect(page.Fact("In sync")).ToHaveCountAsync(service == "Provisioning" ? 0 : 1);
        await Assertions.Expect(page.Fact("Users in the directory")).ToHaveCountAsync(service == "Ingress" ? 0 : 1);
        Assert.Empty(await page.AccessibilityProblemsAsync());
        page.AssertNoProblems();
    }

    /// <summary>Waits until the page says this, loading it again: what was pushed is on record a moment later.</summary>
    private static Task SeesStateAsync(ConsolePage page, string text) => Eventually.Be(async () =>
    {
        await page.ReloadAsync();
        await page.SeesAsync("Connection");
        // A verdict that is not there, as while a service is away, comes with the next load.
        Assert.Contains(text, Assert.Single(await page.Verdict.AllTextContentsAsync()), StringComparison.Ordinal);
    });
}
