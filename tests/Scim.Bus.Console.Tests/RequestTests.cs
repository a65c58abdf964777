using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

/// <summary>The pages of the request log: what the identity provider sent, and what came of it.</summary>
public sealed class RequestTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task A_refused_push_is_found_by_the_persons_name_with_what_to_do_about_it() => RunAsync(async (page, tenant) =>
    {
        var address = $"chen.wei@{tenant.Id}.example";
        await tenant.PushUserAsync("Ann", "Lee");
        await tenant.PushRefusedUserAsync("Chen", "Wei");
        await tenant.RequestAsync("refused");
        await page.EnterAsync(tenant, "requests", "Requests");
        var rows = page.Page.GetByRole(AriaRole.Table, new() { Name = "Requests" }).Locator("tbody tr");
        await page.Page.GetByLabel("Person or group").FillAsync("wei");
        await page.ClickAsync("Show");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows).ToContainTextAsync("A time zone that is not an IANA name");
        await Assertions.Expect(rows).ToContainTextAsync("Refused");
        Assert.Contains("who=wei", page.Page.Url, StringComparison.Ordinal);

        await rows.GetByRole(AriaRole.Link, new() { Name = "Create user" }).ClickAsync();
        await page.SeesAsync($"Create user {address}");
        await Assertions.Expect(page.Verdict).ToHaveTextAsync("Refused: A time zone that is not an IANA name.");
        await Assertions.Expect(page.Findings).ToContainTextAsync("'timezone' is 'W. Europe Standard Time'");
        await Assertions.Expect(page.Findings).ToContainTextAsync("Map the time zone to an IANA name");
        await Assertions.Expect(page.Page.GetByText("\"userName\"")).ToHaveCountAsync(0);
        await page.FollowAsync("Show bodies");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Region, new() { Name = "What was sent" })).ToContainTextAsync(address);
        await Eventually.Be(async () => Assert.Single(
            (await tenant.AdminAsync(HttpMethod.Get, "audit"))["items"]!.AsArray(),
            entry => (string?)entry!["action"] == "request.read"));
        await page.GoBackAsync();
        await page.GoBackAsync();
        await page.SeesAsync("Requests");
        await Assertions.Expect(page.Page.GetByLabel("Person or group")).ToHaveValueAsync("wei");

        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.FollowAsync("Export"));
        Assert.Equal($"requests-{tenant.Id}.jsonl", download.SuggestedFilename);
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        var line = Assert.Single((await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(address, (string?)JsonNode.Parse(line)!["subject"]);
    });

    [SkippableFact]
    public Task A_requests_page_leads_to_the_person_and_shows_what_followed() => RunAsync(async (page, tenant) =>
    {
        var user = await tenant.PushUserAsync("Ann", "Lee");
        await tenant.AccountAsync(user, _ => true);
        await tenant.LogContainsAsync(user, "The user was created.");
        var id = await tenant.RequestAsync("changed");
        await page.EnterAsync(tenant, $"requests/{id}", $"Create user ann.lee@{tenant.Id}.example");
        await Assertions.Expect(page.Verdict).ToHaveTextAsync("Accepted, and it changed something.");
        await Assertions.Expect(page.Page.GetByText("The user was created or reactivated.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Table, new() { Name = "What followed" })).ToContainTextAsync("Ann Lee");
        await page.CaptureAsync("request-accepted");
        await page.FollowAsync("All requests about this person");
        await page.SeesAsync("Requests");
        await Assertions.Expect(page.Page.GetByText($"Only requests about the user {user}.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Row("Create user")).ToHaveCountAsync(1);
        await page.GoBackAsync();
        await page.Fact("About").GetByRole(AriaRole.Link).ClickAsync();
        await page.SeesAsync("Ann Lee");
        var last = page.Page.GetByRole(AriaRole.Table, new() { Name = "Last requests" });
        await last.GetByRole(AriaRole.Link, new() { Name = "Create user" }).ClickAsync();
        await page.SeesAsync($"Create user ann.lee@{tenant.Id}.example");
    });

    [SkippableFact]
    public Task A_page_of_the_list_is_in_the_address_and_filters_hold_on_the_next() => RunAsync(async (page, tenant) =>
    {
        for (var i = 0; i < 52; i++)
            await tenant.PushRefusedUserAsync("Chen", $"Wei{i}");
        await tenant.PushUserAsync("Ann", "Lee");
        await Eventually.Be(async () => Assert.Equal(
            53, (await tenant.AdminAsync(HttpMethod.Get, "requests?count=1000"))["items"]!.AsArray().Count));
        await page.EnterAsync(tenant, "requests", "Requests");
        var rows = page.Page.GetByRole(AriaRole.Table, new() { Name = "Requests" }).Locator("tbody tr");
        await Assertions.Expect(rows.First).ToContainTextAsync("Changed");
        await page.Page.GetByLabel("Result").SelectOptionAsync("Refused");
        await page.Page.GetByLabel("Kind").SelectOptionAsync("Users");
        await page.ClickAsync("Show");
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        await page.FollowAsync("Next page");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await Assertions.Expect(page.Page.GetByLabel("Result")).ToHaveValueAsync("refused");
        await page.GoBackAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        await page.Page.GetByLabel("To", new() { Exact = true }).FillAsync("2020-01-01T00:00");
        await page.ClickAsync("Show");
        await Assertions.Expect(page.Page.GetByText("No request matches.")).ToBeVisibleAsync();
        await page.FollowAsync("Show all");
        await Assertions.Expect(rows).ToHaveCountAsync(50);
    });

    [SkippableFact]
    public Task Operators_see_what_came_with_nobodys_token() => RunAsync(async (page, _) =>
    {
        using var client = new HttpClient { BaseAddress = (await GetRunningAsync()).Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "a-token-that-nobody-has");
        using var answer = await client.GetAsync(new Uri("/scim/v2/Users", UriKind.Relative));
        await page.SignInAsync();
        await page.SeesAsync("Choose a tenant");
        await Eventually.Be(async () =>
        {
            await page.FollowAsync("Unknown senders");
            await page.SeesAsync("Unknown senders");
            Assert.NotEqual(0, await page.Row("The token belongs to no tenant.").CountAsync());
        });
        await Assertions.Expect(page.Row("The token belongs to no tenant.").First).ToContainTextAsync("127.0.0.1");
        await page.Page.GetByLabel("Address").FillAsync("192.0.2.1");
        await page.ClickAsync("Show");
        await Assertions.Expect(page.Page.GetByText("Nothing came from this address.")).ToBeVisibleAsync();
    });
}
