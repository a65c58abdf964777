using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

/// <summary>Each service away in turn: its part of a page says so, by name, and the others are shown.</summary>
public sealed class AwayTests(ConsoleFixture console) : ConsoleTest(console)
{
    private const string Jaeger = "http://jaeger.example/";

    [SkippableFact]
    public async Task The_log_is_shown_while_the_services_that_know_names_are_down()
    {
        var running = await GetRunningAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        var user = await tenant.PushUserAsync("Ann", "Lee");
        await tenant.LogContainsAsync(user, "The user was created.");
        await RunAsync(["Accounts", "AccessGroups", "Ingress", "Provisioning"], async page =>
        {
            await page.GoAsync(tenant, "log", "Provisioning log");
            await Assertions.Expect(page.Entries).ToContainTextAsync([$"The identity provider created user …{user[^8..]}"]);
            await Assertions.Expect(page.Entries.Locator($"a[href^='{Jaeger}trace/']")).ToHaveCountAsync(1);
        });
    }

    [SkippableTheory]
    [InlineData("Ingress", "Some information is missing. The ingress does not answer. Try again in a moment.")]
    [InlineData("Accounts", "Some information is missing. Accounts does not answer. Try again in a moment.")]
    [InlineData("AccessGroups", "Some information is missing. Access Groups does not answer. Try again in a moment.")]
    [InlineData("Provisioning", "Some information is missing. Provisioning does not answer. Try again in a moment.")]
    public async Task A_persons_page_names_the_service_that_is_away_and_shows_the_rest(string service, string notice)
    {
        var running = await GetRunningAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        var user = await tenant.PushUserAsync("Ann", "Lee");
        await tenant.PushGroupAsync("Recruiters", user);
        await tenant.AccountAsync(user, account => account["accessGroup"]?["displayName"] is not null);
        await tenant.SagaIsAsync(user, "InSync");
        await tenant.LogContainsAsync(user, "The user was created.");
        await RunAsync([service], async page =>
        {
            await page.GoAsync(tenant, $"people/{user}", "Ann Lee");
            await page.OpenEntriesAsync();
            await Assertions.Expect(page.Row("The user was created.")).ToBeVisibleAsync();
            await Assertions.Expect(page.Alert).ToHaveTextAsync(notice);
            await Assertions.Expect(page.Row("Can log in").GetByText("not known now", new() { Exact = true }))
                .ToHaveCountAsync(service == "AccessGroups" ? 0 : 1);
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Account", Exact = true }))
                .ToHaveCountAsync(service == "Accounts" ? 0 : 1);
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Provisioning", Exact = true }))
                .ToHaveCountAsync(service == "Provisioning" ? 0 : 1);
            Assert.Empty(await page.AccessibilityProblemsAsync());
        });
    }

    [SkippableTheory]
    [InlineData("Ingress", "settings", "The ingress")]
    [InlineData("Ingress", "requests", "The ingress")]
    [InlineData("Accounts", "accounts", "Accounts")]
    [InlineData("AccessGroups", "groups", "Access Groups")]
    [InlineData("Provisioning", "sync", "Provisioning")]
    public async Task A_page_that_only_one_service_can_fill_names_it(string service, string view, string name)
    {
        var running = await GetRunningAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        await RunAsync([service], async page =>
        {
            await page.GoAsync(tenant, view, "This page can't be shown");
            await Assertions.Expect(page.Alert).ToHaveTextAsync($"{name} does not answer. Try again in a moment.");
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = "Try again" })).ToBeVisibleAsync();
        });
    }

    [SkippableFact]
    public async Task What_was_typed_is_kept_while_the_service_that_would_store_it_is_away()
    {
        var running = await GetRunningAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        var first = await ConsoleHost.StartAsync(running);
        await using var page = await ConsolePage.OpenAsync(running.Browser, first.Address);
        await page.EnterAsync(tenant, "settings", "Settings");
        await page.Page.GetByLabel("Name").FillAsync("Typed");
        await first.DisposeAsync();
        await using var second = await ConsoleHost.StartAsync(running, Without(["Ingress"]), first.Address);
        await page.ClickAsync("Save");
        await Assertions.Expect(page.Alert).ToHaveTextAsync("The ingress does not answer. Try again in a moment.");
        await Assertions.Expect(page.Page.GetByLabel("Name")).ToHaveValueAsync("Typed");
    }

    private static Dictionary<string, string?> Without(IEnumerable<string> services) => services
        .ToDictionary(service => $"Gateway:{service}", _ => (string?)$"http://127.0.0.1:{FreePort.Next()}")
        .Append(KeyValuePair.Create("Gateway:Jaeger", (string?)Jaeger))
        .ToDictionary();

    private async Task RunAsync(IEnumerable<string> away, Func<ConsolePage, Task> test)
    {
        var running = await GetRunningAsync();
        await using var host = await ConsoleHost.StartAsync(running, Without(away));
        await using var page = await ConsolePage.OpenAsync(running.Browser, host.Address);
        await page.SignInAsync();
        await Eventually.Be(() => Assert.DoesNotContain("sign-in", page.Page.Url, StringComparison.Ordinal));
        await test(page);
        page.AssertNoProblems();
    }
}
