using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Scim.Bus.Console.Pages.Audit;
using Scim.Bus.Console.Tests.Parts;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.Console.Tests;

/// <summary>Signing in at a real OpenID provider, and what ends a session.</summary>
public sealed class ProviderTests(ConsoleFixture console) : ConsoleTest(console)
{
    private const string Button = "Sign in with your organization";

    [SkippableFact]
    public Task A_person_signs_in_at_the_provider_and_returns_to_the_page() => RunAsync(async (page, tenant, provider, host) =>
    {
        provider.People.Set("Ada Auditor", $"admin:{tenant.Id}", "a-role-of-another-application");
        await page.GoAsync($"/tenants/{tenant.Id}/settings");
        await page.SeesAsync("Sign in");
        await SignInAsync(page, "Ada Auditor");
        await page.SeesAsync("Settings");
        await Assertions.Expect(page.Page.GetByText("Ada Auditor")).ToBeVisibleAsync();
        await page.Page.GetByLabel("UPN login").CheckAsync();
        await page.ClickAsync("Save");
        await Assertions.Expect(page.Outcome).ToHaveTextAsync("Saved.");
        // Errors are about all tenants.
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = "Errors" })).ToHaveCountAsync(0);

        await page.ClickAsync("Sign out");
        await page.SeesAsync("Sign in");
        await page.GoAsync($"/tenants/{tenant.Id}/settings");
        await page.SeesAsync("Sign in");
        Assert.Equal([("session.sign-out", "done"), ("session.sign-in", "done")], await SessionsOfAsync(host, "Ada Auditor"));
    });

    [SkippableFact]
    public Task A_viewer_is_offered_no_change() => RunAsync(async (page, tenant, provider, _) =>
    {
        await tenant.PushGroupAsync("Recruiters");
        provider.People.Set("Vic Viewer", $"viewer:{tenant.Id}");
        await page.GoAsync("/");
        await SignInAsync(page, "Vic Viewer");
        await page.SeesAsync("Choose a tenant");
        await Assertions.Expect(page.Page.GetByText("New tenant")).ToHaveCountAsync(0);
        await page.FollowAsync(tenant.Name);
        foreach (var (view, heading) in new[]
        {
            ("connect", "Connect"), ("settings", "Settings"), ("groups", "Access Groups"), ("sync", "Sync"), ("keys", "Machine keys"),
        })
        {
            await page.GoAsync(tenant, view, heading);
            await Assertions.Expect(page.Page.Locator("main form[method=post] button")).ToHaveCountAsync(0);
        }

        await Assertions.Expect(page.Page.Locator("main input:enabled, main select:enabled, main textarea:enabled")).ToHaveCountAsync(0);
        await page.GoAsync("/errors");
        await page.SeesAsync("Not allowed");
    });

    [SkippableFact]
    public Task Whoever_may_only_ask_the_login_question_gets_its_page() => RunAsync(async (page, tenant, provider, _) =>
    {
        provider.People.Set("Help Desk", $"login:{tenant.Id}");
        await page.GoAsync("/");
        await SignInAsync(page, "Help Desk");
        await page.SeesAsync("Choose a tenant");
        await page.FollowAsync(tenant.Name);
        await page.SeesAsync("Login question");
        await page.Page.GetByLabel("Work e-mail address or UPN").FillAsync("nobody@acme.example");
        await page.ClickAsync("Ask");
        await Assertions.Expect(page.Page.Locator(".notice")).ToContainTextAsync("Login as nobody@acme.example: refused.");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
        Assert.Empty(await page.AccessibilityProblemsAsync());
    });

    [SkippableFact]
    public Task Whoever_has_no_role_does_not_get_in() => RunAsync(async (page, _, provider, host) =>
    {
        provider.People.Set("Nobody", "a-role-of-another-application");
        await page.GoAsync("/");
        await SignInAsync(page, "Nobody");
        await page.SeesAsync("Sign in");
        await Assertions.Expect(page.Page.Locator(".notice")).ToContainTextAsync("Your account has no role here.");
        Assert.Equal([("session.sign-in", "refused")], await SessionsOfAsync(host, "Nobody"));
    });

    [SkippableFact]
    public Task A_role_that_was_taken_away_counts_after_five_minutes_at_most() => RunAsync(async (page, tenant, provider, host) =>
    {
        provider.People.Set("Ann Admin", $"admin:{tenant.Id}");
        await page.GoAsync($"/tenants/{tenant.Id}/settings");
        await SignInAsync(page, "Ann Admin");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeVisibleAsync();

        provider.People.Set("Ann Admin", $"viewer:{tenant.Id}");
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await page.ReloadAsync();
        await page.SeesAsync("Settings");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToHaveCountAsync(0);
        Assert.Equal(1, provider.People.Refreshes);
        await page.ReloadAsync();
        Assert.Equal(1, provider.People.Refreshes);

        provider.People.Set("Ann Admin");
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await page.FollowAsync("Provisioning log");
        await page.SeesAsync("Sign in");
        await Assertions.Expect(page.Page.Locator(".notice")).ToHaveTextAsync("Your session has ended. Sign in to go on.");
    });

    [SkippableFact]
    public Task A_session_that_has_ended_at_the_provider_ends_here() => RunAsync(async (page, tenant, provider, host) =>
    {
        provider.People.Set("Ann Admin", $"admin:{tenant.Id}");
        await page.GoAsync($"/tenants/{tenant.Id}/settings");
        await SignInAsync(page, "Ann Admin");
        await page.SeesAsync("Settings");
        provider.People.Remove("Ann Admin");
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await page.ReloadAsync();
        await page.SeesAsync("Sign in");
    });

    [SkippableFact]
    public Task While_the_provider_is_away_roles_stay_as_they_were_until_the_absolute_limit() => RunAsync(
        async (page, tenant, provider, host) =>
        {
            provider.People.Set("Ann Admin", $"admin:{tenant.Id}");
            await page.GoAsync($"/tenants/{tenant.Id}/settings");
            await SignInAsync(page, "Ann Admin");
            await page.SeesAsync("Settings");
            await provider.DisposeAsync();
            for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(12) - TimeSpan.FromMinutes(25); passed += TimeSpan.FromMinutes(25))
            {
                await page.ReloadAsync();
                await page.SeesAsync("Settings");
                host.Clock.Advance(TimeSpan.FromMinutes(25));
            }

            host.Clock.Advance(TimeSpan.FromMinutes(25));
            await page.ReloadAsync();
            await page.SeesAsync("Sign in");
            // The way in that needs no provider.
            await page.SignInAsync();
            await page.SeesAsync("Settings");
        });

    [SkippableFact]
    public Task An_answer_that_nobody_asked_for_signs_nobody_in() => RunAsync(async (page, tenant, provider, _) =>
    {
        provider.People.Set("Ann Admin", $"admin:{tenant.Id}");
        await page.GoAsync("/sign-in/callback?code=a-code&state=another-state");
        await page.SeesAsync("Sign in");
        await Assertions.Expect(page.Page.Locator(".notice")).ToContainTextAsync("The sign-in at the identity provider failed");

        provider.People.HasWrongNonce = true;
        await SignInAsync(page, "Ann Admin");
        await page.SeesAsync("Sign in");
        await Assertions.Expect(page.Page.Locator(".notice")).ToContainTextAsync("The sign-in at the identity provider failed");
        provider.People.HasWrongNonce = false;
        await SignInAsync(page, "Ann Admin");
        await page.SeesAsync("Choose a tenant");
    });

    private static async Task SignInAsync(ConsolePage page, string person)
    {
        await page.FollowAsync(Button);
        await page.ClickAsync(person);
    }

    /// <summary>Runs a test with a provider, a Console that signs people in there, and a browser.</summary>
    private async Task RunAsync(Func<ConsolePage, Tenant, OidcProvider, ConsoleHost, Task> test)
    {
        var running = await GetRunningAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        await using var provider = await OidcProvider.StartAsync(address);
        await using var host = await ConsoleHost.StartAsync(running, provider.Settings, address);
        await using var page = await ConsolePage.OpenAsync(running.Browser, host.Address, provider: provider.Address);
        await test(page, tenant, provider, host);
        page.AssertNoProblems();
    }

    /// <summary>What the audit log has of somebody's sessions, the newest first. No other test has somebody of this name.</summary>
    private static async Task<IEnumerable<(string, string)>> SessionsOfAsync(ConsoleHost host, string name)
    {
        var items = await host.Services.GetRequiredService<AuditLogs>()["console"].Items.QueryAsync(
            new DocumentQuery { Tenant = AuditCollection.Partition, Descending = true, Limit = 1_000 }, default);
        return items.Select(item => item.Body)
            .Where(item => item.Actor?.Name == name)
            .Select(item => (item.Action, AuditTexts.NameOf(item.Outcome)));
    }
}
