using System.Net;
using System.Net.Http.Headers;
using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

public sealed class ConnectTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task An_issued_token_works_at_the_SCIM_URL_on_the_page() => RunAsync(async (page, tenant) =>
    {
        await page.EnterAsync(tenant, "connect", "Connect");
        var tokens = page.Page.GetByRole(AriaRole.Table, new() { Name = "Tokens" });
        await Assertions.Expect(tokens.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);

        await Assertions.Expect(page.Page.GetByText("This URL is a guess")).ToHaveCountAsync(0);
        await page.ClickAsync("Copy SCIM URL");
        var url = await ClipboardAsync(page, "SCIM URL");
        await page.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Okta, production");
        await page.Page.GetByLabel("The new token expires").SelectOptionAsync("In 90 days");
        await page.ClickAsync("Issue token");
        await page.ClickAsync("Copy token");
        var token = await ClipboardAsync(page, "token");

        Assert.Equal(HttpStatusCode.OK, await ListUsersAsync(url, token));
        await Assertions.Expect(tokens.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await Assertions.Expect(tokens.GetByRole(AriaRole.Row, new() { Name = "Okta, production" })).ToContainTextAsync(token[..12]);
        await page.ReloadAsync();
        await page.SeesAsync("Connect");
        await Assertions.Expect(tokens.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await Assertions.Expect(page.Page.GetByText(token)).ToHaveCountAsync(0);
    });

    [SkippableFact]
    public Task A_token_is_revoked_after_confirmation() => RunAsync(async (page, tenant) =>
    {
        await page.EnterAsync(tenant, "connect", "Connect");
        await page.ClickAsync("Issue token");
        await page.ClickAsync("Copy token");
        var token = await ClipboardAsync(page, "token");
        var url = $"{new Uri(page.Page.Url).GetLeftPart(UriPartial.Authority)}/scim/v2";
        var revoke = page.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke the token created" }).First;

        await revoke.ClickAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await revoke.ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(revoke).ToBeFocusedAsync();
        Assert.Equal(HttpStatusCode.OK, await ListUsersAsync(url, token));

        await revoke.ClickAsync();
        await page.ClickAsync("Revoke");
        await Assertions.Expect(page.Outcome).ToHaveTextAsync("The token was revoked.");
        await Assertions.Expect(page.Outcome).ToBeFocusedAsync();
        await Assertions.Expect(revoke).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Table, new() { Name = "Tokens" }).GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Eventually.Be(async () => Assert.Equal(HttpStatusCode.Unauthorized, await ListUsersAsync(url, token)));
    });

    [SkippableFact]
    public Task The_chosen_identity_provider_is_saved_and_explained() => RunAsync(async (page, tenant) =>
    {
        await page.EnterAsync(tenant, "connect", "Connect");
        await page.Page.GetByLabel("Identity provider").SelectOptionAsync("Microsoft Entra");
        await Assertions.Expect(page.Fact("Tenant URL"))
            .ToHaveTextAsync($"{new Uri(page.Page.Url).GetLeftPart(UriPartial.Authority)}/scim/v2");
        await page.ClickAsync("Save");
        await Assertions.Expect(page.Page.GetByText("Saved.")).ToBeVisibleAsync();
        Assert.Equal("entra", (await tenant.AdminAsync(HttpMethod.Get, ""))["identityProvider"]!.GetValue<string>());
    });

    [SkippableTheory]
    [InlineData(null, true)]
    [InlineData("https://scim.example/scim/v2", false)]
    public async Task A_Console_apart_from_the_ingress_says_when_it_guesses_the_SCIM_URL(string? publicUrl, bool isGuess)
    {
        var running = await GetRunningAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        await using var host = await ConsoleHost.StartAsync(
            running, new Dictionary<string, string?> { ["Gateway:PublicScimUrl"] = publicUrl });
        await using var page = await ConsolePage.OpenAsync(running.Browser, host.Address);
        await page.EnterAsync(tenant, "connect", "Connect");
        await Assertions.Expect(page.Page.Locator(".copyable code").First).ToHaveTextAsync(publicUrl ?? $"{host.Address}scim/v2");
        await Assertions.Expect(page.Page.GetByText("This URL is a guess")).ToHaveCountAsync(isGuess ? 1 : 0);
        page.AssertNoProblems();
    }

    private static async Task<string> ClipboardAsync(ConsolePage page, string what)
    {
        await Assertions.Expect(page.Page.Locator("#announcer")).ToHaveTextAsync($"Copied {what}.");
        return await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
    }

    private static async Task<HttpStatusCode> ListUsersAsync(string url, string token)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.GetAsync(new Uri($"{url}/Users"));
        return answer.StatusCode;
    }
}
