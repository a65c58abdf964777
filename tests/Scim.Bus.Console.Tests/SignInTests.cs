using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

public sealed class SignInTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task A_wrong_key_is_refused_and_the_right_one_shows_the_tenants() => RunAsync(async (page, tenant) =>
    {
        var field = page.Page.GetByLabel("Admin key");
        await Assertions.Expect(field).ToHaveAttributeAsync("type", "password");
        await Assertions.Expect(field).ToHaveAttributeAsync("autocomplete", "current-password");
        await page.SignInAsync("not-the-key");
        await Assertions.Expect(page.Alert).ToHaveTextAsync("The admin key is wrong.");
        foreach (var wrong in new[] { "no key has a β", $" {ConsoleFixture.AdminKey}", ConsoleFixture.AdminKey.ToUpperInvariant() })
        {
            await page.SignInAsync(wrong);
            await Assertions.Expect(page.Alert).ToHaveTextAsync("The admin key is wrong.");
        }

        await page.SignInAsync();
        await page.SeesAsync("Choose a tenant");
        await page.ChooseAsync(tenant);
        await page.SeesAsync("Connection");
        await Assertions.Expect(page.Page.Locator("#tenant-name")).ToHaveTextAsync(tenant.Name);
    });

    [SkippableFact]
    public Task Session_and_tenant_are_kept_until_sign_out_and_no_script_sees_them() => RunAsync(async (page, tenant) =>
    {
        await page.EnterAsync(tenant, "accounts", "Accounts");
        await page.ReloadAsync();
        await page.SeesAsync("Accounts");
        await page.GoAsync("/");
        await page.SeesAsync("Connection");
        Assert.Equal(
            0, await page.Page.EvaluateAsync<int>("localStorage.length + sessionStorage.length + document.cookie.length"));
        var session = Assert.Single(await page.CookiesAsync(), cookie => cookie.Name == "scim-bus-session");
        Assert.True(session is { HttpOnly: true, SameSite: SameSiteAttribute.Lax, Expires: -1 });

        await page.ClickAsync("Sign out");
        await page.SeesAsync("Sign in");
        await page.ReloadAsync();
        await page.SeesAsync("Sign in");
        // The session has ended on the server too: whoever kept the cookie has nothing.
        await page.AddCookieAsync(session);
        await page.GoAsync($"/tenants/{tenant.Id}/accounts");
        await page.SeesAsync("Sign in");
    });

    [SkippableFact]
    public Task An_old_address_leads_to_its_page() => RunAsync(async (page, tenant) =>
    {
        await page.GoAsync($"/#/{tenant.Id}/accounts?search=ann");
        await page.SeesAsync("Sign in");
        await Eventually.Be(() => Assert.Contains("returnUrl", page.Page.Url, StringComparison.Ordinal));
        await page.SignInAsync();
        await page.SeesAsync("Accounts");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("ann");
        await page.GoAsync("/#//errors");
        await page.SeesAsync("Errors");
    });

    [SkippableFact]
    public Task What_does_not_exist_is_reported_as_not_found() => RunAsync(async (page, tenant) =>
    {
        await page.EnterAsync(tenant, "nothing", "Not found");
        await Assertions.Expect(page.Alert).ToHaveTextAsync("There is no such page.");
        await page.GoAsync(tenant, $"groups/{Guid.NewGuid()}", "Not found");
        await page.GoAsync("/tenants/no-such-tenant/accounts");
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
