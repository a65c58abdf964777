using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

/// <summary>The guides for identity providers as pages, with the tenant's own values.</summary>
public sealed class GuideTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task The_tenants_own_guide_comes_first_and_has_its_own_values() => RunAsync(async (page, tenant) =>
    {
        await tenant.AdminAsync(HttpMethod.Patch, "", new JsonObject { ["identityProvider"] = "entra" });
        await page.EnterAsync(tenant, "connect", "Connect");
        await Assertions.Expect(page.Page.Locator(".guides a")).ToHaveTextAsync(
        [
            "How to connect Microsoft Entra", "How to connect Okta", "How to connect OneLogin", "How to connect another SCIM 2.0 client",
            "What is the same for all identity providers",
        ]);

        await page.FollowAsync("How to connect Microsoft Entra");
        await page.SeesAsync("How to connect Microsoft Entra");
        var url = $"{new Uri(page.Page.Url).GetLeftPart(UriPartial.Authority)}/scim/v2";
        await Assertions.Expect(page.Row("Tenant URL").Locator("code").First).ToHaveTextAsync($"{url}?aadOptscim062020");
        await Assertions.Expect(page.Page.Locator(".copyable code")).ToHaveTextAsync(url);
        await Assertions.Expect(page.Fact("Tenant")).ToHaveTextAsync($"{tenant.Name} ({tenant.Id})");
        await Assertions.Expect(page.Fact("Identity provider")).ToContainTextAsync("Microsoft Entra");
        await Assertions.Expect(page.Fact("Valid tokens")).ToContainTextAsync("1");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Status).And(page.Page.Locator(".notice"))).ToHaveCountAsync(0);

        await page.FollowAsync("Issue a token");
        await page.SeesAsync("Connect");
        Assert.EndsWith("#tokens", page.Page.Url, StringComparison.Ordinal);
    });

    [SkippableFact]
    public Task A_guide_for_another_identity_provider_says_so_and_leads_to_the_others() => RunAsync(async (page, tenant) =>
    {
        foreach (var token in (await tenant.AdminAsync(HttpMethod.Get, "tokens"))["items"]!.AsArray())
            await tenant.AdminAsync(HttpMethod.Delete, $"tokens/{token!["id"]}");
        await page.EnterAsync(tenant, "connect/okta", "How to connect Okta");
        await Assertions.Expect(page.Page.GetByText("The tenant is set to Another SCIM 2.0 client.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("The tenant has no valid token")).ToBeVisibleAsync();
        await Assertions.Expect(page.Fact("Valid tokens")).ToContainTextAsync("0");

        await page.FollowAsync("list of errors");
        await page.SeesAsync("What is the same for all identity providers");
        Assert.EndsWith("/connect/common#errors", page.Page.Url, StringComparison.Ordinal);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "How to connect OneLogin" }).ClickAsync();
        await page.SeesAsync("How to connect OneLogin");

        var unknown = await page.GoAsync($"/tenants/{tenant.Id}/connect/nobody");
        Assert.Equal((int)HttpStatusCode.NotFound, unknown!.Status);
        await page.SeesAsync("Not found");
    });

    [SkippableFact]
    public async Task A_guide_has_the_public_SCIM_URL_if_one_is_configured()
    {
        var running = await GetRunningAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        await using var host = await ConsoleHost.StartAsync(
            running, new Dictionary<string, string?> { ["Gateway:PublicScimUrl"] = "https://pinpoint.example/scim/v2" });
        await using var page = await ConsolePage.OpenAsync(running.Browser, host.Address);
        await page.EnterAsync(tenant, "connect/onelogin", "How to connect OneLogin");
        await Assertions.Expect(page.Row("SCIM Base URL").Locator("code")).ToHaveTextAsync("https://pinpoint.example/scim/v2");
        page.AssertNoProblems();
    }
}
