using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;
using Scim.Bus.Console.Identity;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

/// <summary>What a session that began with the operator's key bears, and what ends it.</summary>
public sealed class SessionTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task A_session_ends_after_half_an_hour_without_a_request() => RunAsync(async (page, tenant, host) =>
    {
        await page.EnterAsync(tenant, "accounts", "Accounts");
        for (var i = 0; i < 3; i++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(28));
            await page.ReloadAsync();
            await page.SeesAsync("Accounts");
        }

        host.Clock.Advance(TimeSpan.FromMinutes(31));
        await page.FollowAsync("Provisioning log");
        await page.SeesAsync("Sign in");
        await Assertions.Expect(page.Page.Locator(".notice")).ToHaveTextAsync("Your session has ended. Sign in to go on.");
        await page.SignInAsync();
        await page.SeesAsync("Provisioning log");
    });

    [SkippableFact]
    public async Task Sessions_that_ended_by_their_limits_are_removed()
    {
        await using var host = await ConsoleHost.StartAsync(await GetRunningAsync());
        var store = host.Services.GetRequiredService<SessionStore>();
        var properties = new AuthenticationProperties { ExpiresUtc = host.Clock.GetUtcNow().AddMinutes(30) };
        var key = await store.StoreAsync(new AuthenticationTicket(Person.CreateOperator(), properties, Session.Scheme));
        var cleanup = host.Services.GetServices<IHostedService>().OfType<SessionCleanup>().Single();
        await cleanup.RemoveEndedAsync(default);
        Assert.NotNull(await store.RetrieveAsync(key));
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        await cleanup.RemoveEndedAsync(default);
        Assert.Null(await store.RetrieveAsync(key));
    }

    [SkippableFact]
    public Task A_session_ends_twelve_hours_after_the_sign_in() => RunAsync(async (page, tenant, host) =>
    {
        await page.EnterAsync(tenant, "accounts", "Accounts");
        for (var i = 0; i < 28; i++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(25));
            await page.ReloadAsync();
            await page.SeesAsync("Accounts");
        }

        host.Clock.Advance(TimeSpan.FromMinutes(25));
        await page.ReloadAsync();
        await page.SeesAsync("Sign in");
    });

    [SkippableFact]
    public async Task A_restart_loses_neither_the_session_nor_what_was_typed()
    {
        var running = await GetRunningAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        var first = await ConsoleHost.StartAsync(running);
        await using var page = await ConsolePage.OpenAsync(running.Browser, first.Address);
        await page.EnterAsync(tenant, "settings", "Settings");
        await page.Page.GetByLabel("Name").FillAsync("Typed before the restart");
        await first.DisposeAsync();

        await using var second = await ConsoleHost.StartAsync(running, address: first.Address);
        await page.ClickAsync("Save");
        await Assertions.Expect(page.Outcome).ToHaveTextAsync("Saved.");
        await Assertions.Expect(page.Page.Locator("#tenant-name")).ToHaveTextAsync("Typed before the restart");
        page.AssertNoProblems();
    }

    [SkippableFact]
    public async Task Consoles_of_a_deployment_share_sessions_and_their_ends()
    {
        var running = await GetRunningAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        await using var one = await ConsoleHost.StartAsync(running);
        await using var other = await ConsoleHost.StartAsync(running);
        await using var page = await ConsolePage.OpenAsync(running.Browser, one.Address, provider: other.Address);
        await page.EnterAsync(tenant, "settings", "Settings");
        // Cookies do not tell ports apart.
        await page.GoAsync(new Uri(other.Address, $"/tenants/{tenant.Id}/settings").ToString());
        await page.SeesAsync("Settings");
        await page.ClickAsync("Sign out");
        await page.GoAsync(new Uri(one.Address, $"/tenants/{tenant.Id}/settings").ToString());
        await page.SeesAsync("Sign in");
        page.AssertNoProblems();
    }

    [SkippableFact]
    public async Task After_a_key_stops_working_signing_in_again_returns_to_the_same_view()
    {
        const string NewKey = "the-key-that-replaced-it";
        var running = await GetRunningAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        var first = await ConsoleHost.StartAsync(running);
        await using var page = await ConsolePage.OpenAsync(running.Browser, first.Address);
        await page.EnterAsync(tenant, "log", "Provisioning log");
        await first.DisposeAsync();

        await using var second = await ConsoleHost.StartAsync(
            running, new Dictionary<string, string?> { ["Admin:ApiKey"] = NewKey }, first.Address);
        await page.FollowAsync("Provisioning log");
        await page.SeesAsync("Sign in");
        await Assertions.Expect(page.Page.Locator(".notice")).ToHaveTextAsync("Your session has ended. Sign in to go on.");
        await page.SignInAsync();
        await Assertions.Expect(page.Alert).ToHaveTextAsync("The admin key is wrong.");
        await page.SignInAsync(NewKey);
        // The services still have the old key, so that the page can be shown, and says so.
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Uri(second.Address, $"/tenants/{tenant.Id}/log").ToString());
        page.AssertNoProblems();
    }

    private async Task RunAsync(Func<ConsolePage, Tenant, ConsoleHost, Task> test)
    {
        var running = await GetRunningAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        await using var host = await ConsoleHost.StartAsync(running);
        await using var page = await ConsolePage.OpenAsync(running.Browser, host.Address);
        await test(page, tenant, host);
        page.AssertNoProblems();
    }
}
