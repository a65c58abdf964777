using System.Net;
using System.Net.Http.Headers;
using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

/// <summary>The pages of machine keys.</summary>
public sealed class KeyTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task A_tenants_key_is_created_works_is_shown_once_and_is_deleted() => RunAsync(async (page, tenant) =>
    {
        await page.EnterAsync(tenant, "keys", "Machine keys");
        await Assertions.Expect(page.Page.GetByText("There are no keys.")).ToBeVisibleAsync();
        await page.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("nightly report");
        await page.Page.GetByLabel("It may").SelectOptionAsync($"Read what the tenant has (viewer:{tenant.Id})");
        await page.Page.GetByLabel("It expires").SelectOptionAsync("In 30 days");
        await page.ClickAsync("Create key");
        await Assertions.Expect(page.Outcome).ToHaveTextAsync("The key was created. It is below.");
        Assert.Empty(await page.AccessibilityProblemsAsync());
        await page.ClickAsync("Copy key");
        await Assertions.Expect(page.Page.Locator("#announcer")).ToHaveTextAsync("Copied key.");
        var key = await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Equal(HttpStatusCode.OK, await SendAsync(page, HttpMethod.Get, $"/api/tenants/{tenant.Id}/accounts", key));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(page, HttpMethod.Post, $"/api/tenants/{tenant.Id}/drift", key));

        await page.ReloadAsync();
        await page.SeesAsync("Machine keys");
        await Assertions.Expect(page.Page.GetByText(key)).ToHaveCountAsync(0);
        var row = page.Row("nightly report");
        await Assertions.Expect(row).ToContainTextAsync($"viewer:{tenant.Id}");
        await Assertions.Expect(row).ToContainTextAsync("by the operator's key");

        var delete = row.GetByRole(AriaRole.Button, new() { Name = "Delete the key nightly report" });
        await delete.ClickAsync();
        await page.ClickAsync("Cancel");
        await Assertions.Expect(delete).ToBeFocusedAsync();
        await delete.ClickAsync();
        await page.ClickAsync("Delete");
        await Assertions.Expect(page.Outcome).ToHaveTextAsync("The key was deleted.");
        await Assertions.Expect(row).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(page, HttpMethod.Get, $"/api/tenants/{tenant.Id}/accounts", key));
    });

    [SkippableFact]
    public Task Operators_create_keys_of_any_kind_and_what_was_typed_outlives_a_refusal() => RunAsync(
        async (page, tenant) =>
        {
            await tenant.CreateKeyAsync("of a tenant", "login");
            await page.SignInAsync();
            await page.SeesAsync("Choose a tenant");
            await page.FollowAsync("All keys");
            await page.SeesAsync("Machine keys");
            await Assertions.Expect(page.Row($"login:{tenant.Id}")).ToHaveCountAsync(1);
            var name = $"reader {Guid.NewGuid():n}";
            await page.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
            await page.Page.GetByLabel("Roles").FillAsync($"viewer\nowner:{tenant.Id}");
            await page.ClickAsync("Create key");
            await Assertions.Expect(page.Alert).ToContainTextAsync($"'owner:{tenant.Id}' is not a role.");
            Assert.Empty(await page.AccessibilityProblemsAsync());
            await Assertions.Expect(page.Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync(name);
            await Assertions.Expect(page.Page.GetByLabel("Roles")).ToHaveValueAsync($"viewer\nowner:{tenant.Id}");

            await page.Page.GetByLabel("Roles").FillAsync($"viewer\nadmin:{tenant.Id}");
            await page.ClickAsync("Create key");
            await Assertions.Expect(page.Outcome).ToHaveTextAsync("The key was created. It is below.");
            Assert.Empty(await page.AccessibilityProblemsAsync());
            await Assertions.Expect(page.Row(name)).ToContainTextAsync($"admin:{tenant.Id}");
            await page.FollowAsync("Hide");
            await Assertions.Expect(page.Page.GetByText("It is shown only once")).ToHaveCountAsync(0);
        },
        width: 390);

    private static async Task<HttpStatusCode> SendAsync(ConsolePage page, HttpMethod method, string path, string key)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(new Uri(page.Page.Url), path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
