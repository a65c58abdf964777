using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

public sealed class SignInTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task A_wrong_key_is_refused_and_the_right_one_shows_the_tenants() => RunAsync(async (page, tenant) =>
    {
        await page.SignInAsync("not-the-key");
        await Assertions.Expect(page.Alert).ToHaveTextAsync("The admin key is wrong.");
        await page.SignInAsync("no key has a β");
        await Assertions.Expect(page.Alert).ToHaveTextAsync("The admin key is wrong.");

        await page.SignInAsync();
        await page.SeesAsync("Choose a tenant");
        await page.FollowAsync(tenant.Name);
        await page.SeesAsync("Connect");
        await Assertions.Expect(page.Page.Locator("#tenant-name")).ToHaveTextAsync(tenant.Name);
    });

    [SkippableFact]
    public Task Key_and_tenant_are_kept_in_the_tab_until_sign_out() => RunAsync(async (page, tenant) =>
    {
        await page.EnterAsync(tenant, "accounts", "Accounts");
        await page.Page.ReloadAsync();
        await page.SeesAsync("Accounts");
        await page.Page.GotoAsync("/");
        await page.SeesAsync("Connect");
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("localStorage.length + document.cookie.length"));

        await page.ClickAsync("Sign out");
        await page.SeesAsync("Sign in");
        await page.Page.ReloadAsync();
        await page.SeesAsync("Sign in");
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("sessionStorage.length"));
    });

    [SkippableFact]
    public Task After_a_key_stops_working_signing_in_again_returns_to_the_same_view() => RunAsync(async (page, tenant) =>
    {
        await page.EnterAsync(tenant, "accounts", "Accounts");
        await page.Page.EvaluateAsync("sessionStorage.setItem('scim-bus.admin-key', 'another-key')");
        await page.FollowAsync("Provisioning log");
        await page.SeesAsync("Sign in");
        await Assertions.Expect(page.Page.Locator(".notice")).ToHaveTextAsync("The admin key is no longer accepted.");

        await page.SignInAsync();
        await page.SeesAsync("Provisioning log");
    });

    [SkippableFact]
    public Task What_does_not_exist_is_reported_as_not_found() => RunAsync(async (page, tenant) =>
    {
        await page.EnterAsync(tenant, "nothing", "Not found");
        await Assertions.Expect(page.Alert).ToHaveTextAsync("There is no such page.");
        await page.GoAsync(tenant, $"groups/{Guid.NewGuid()}", "Not found");
        await page.Page.EvaluateAsync("location.hash = '#/no-such-tenant/accounts'");
        await Assertions.Expect(page.Alert).ToHaveTextAsync("Tenant 'no-such-tenant' does not exist.");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Navigation)).ToBeHiddenAsync();
        await page.FollowAsync("Choose a tenant");
        await page.SeesAsync("Choose a tenant");
    });

    [SkippableFact]
    public Task A_new_tenant_is_created_and_opened() => RunAsync(async (page, _) =>
    {
        var id = $"made-{Guid.NewGuid():n}";
        await page.SignInAsync();
        await page.SeesAsync("Choose a tenant");
        await page.Page.GetByLabel("ID", new() { Exact = true }).FillAsync(id);
        await page.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Made here");
        await page.ClickAsync("Create");
        await page.SeesAsync("Connect");
        await Assertions.Expect(page.Page.Locator("#tenant-name")).ToHaveTextAsync("Made here");
    });
}
