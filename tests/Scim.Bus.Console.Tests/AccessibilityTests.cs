using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

public sealed class AccessibilityTests(ConsoleFixture console) : ConsoleTest(console)
{
    /// <summary>Widths of windows, in pixels, and whether the reader prefers dark pages.</summary>
    private static readonly (int Width, bool IsDark)[] Looks = [(1280, false), (390, true), (1280, true), (390, false), (320, false)];

    /// <summary>
    /// In how many of them axe-core checks too. Few of its rules depend on the look: contrast, which our own check has in each, and the
    /// size of what is clicked.
    /// </summary>
    private static readonly int LooksOfAxe = TestSize.Choose("SCIMBUS_AXE_LOOKS", ordinary: 2, full: Looks.Length);

    [SkippableFact]
    public Task Every_page_is_accessible_in_each_window_light_and_dark() => RunAsync(
        async (page, tenant) =>
        {
            var user = await tenant.PushUserAsync("Ann", "Lee", $"{new string('a', 60)}@acme.example");
            var name = "Recruiters of a department with a long name and no spaces: " + new string('m', 60);
            var group = await tenant.PushGroupAsync(name, user);
            await tenant.AdminAsync(HttpMethod.Patch, "", new JsonObject { ["name"] = new string('W', 60) });
            await tenant.AccountAsync(user, account => account["accessGroup"]?["displayName"] is not null);
            await tenant.CreateKeyAsync($"key of a program with a long name and no spaces: {new string('m', 45)}", "viewer");
            await AssertAccessibleAsync(page, "sign-in");
            await page.SignInAsync("wrong");
            await Assertions.Expect(page.Alert).ToBeVisibleAsync();
            await AssertAccessibleAsync(page, "sign-in-refused");

            await page.SignInAsync();
            await page.SeesAsync("Choose a tenant");
            await AssertAccessibleAsync(page, "tenants");
            await tenant.PushRefusedUserAsync("Chen", "Wei");
            var refused = await tenant.RequestAsync("refused");
            foreach (var (view, heading) in new[]
            {
                ("connection", "Connection"), ("requests", "Requests"),
                ($"requests/{refused}/bodies", $"Create user chen.wei@{tenant.Id}.example"),
                ("connect", "Connect"), ("connect/onelogin", "How to connect OneLogin"),
                ("connect/common", "What is the same for all identity providers"),
                ("settings", "Settings"), ("groups", "Access Groups"), ($"groups/{group}", name),
                ("accounts", "Accounts"), ($"people/{user}", "Ann Lee"), ("log", "Provisioning log"), ("sync", "Sync"),
                ("keys", "Machine keys"), ("audit", "Audit log"), ("nothing", "Not found"),
            })
            {
                await page.GoAsync(tenant, view, heading);
                await page.OpenEntriesAsync();
                await Assertions.Expect(page.Heading).ToBeFocusedAsync();
                await AssertAccessibleAsync(page, NameOf(view));
            }

            foreach (var (path, heading) in new[]
            {
                ("errors", "Errors"), ("keys", "Machine keys"), ("audit", "Who did what"), ("requests", "Unknown senders"),
            })
            {
                await page.GoAsync($"/{path}");
                await page.SeesAsync(heading);
                await AssertAccessibleAsync(page, $"all-{path}");
            }
        });

    [SkippableFact]
    public Task The_page_can_be_used_by_keyboard_alone() => RunAsync(async (page, tenant) =>
    {
        var keyboard = page.Page.Keyboard;
        await Assertions.Expect(page.Page.GetByLabel("Admin key")).ToBeFocusedAsync();
        await keyboard.TypeAsync(ConsoleFixture.AdminKey);
        await keyboard.PressAsync("Enter");
        await page.SeesAsync("Choose a tenant");
        await page.GoAsync(tenant, "accounts", "Accounts");
        await Assertions.Expect(page.Heading).ToBeFocusedAsync();

        await page.Page.Locator("#skip").FocusAsync();
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("main")).ToBeFocusedAsync();
        await page.SeesAsync("Accounts");
        await keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
    });

    /// <summary>Name of a view's pictures, without ids.</summary>
    private static string NameOf(string view) => view.Split('/') switch
    {
        ["connect", var guide] => $"guide-{guide}",
        [var list, ..] and { Length: > 1 } => $"{list}-one",
        _ => view,
    };

    /// <summary>Checks the page that is open in every look: a page of styles alone needs no loading for each.</summary>
    private static async Task AssertAccessibleAsync(ConsolePage page, string name)
    {
        foreach (var (i, (width, isDark)) in Looks.Index())
        {
            var look = $"{width}-{(isDark ? "dark" : "light")}";
            await page.LookAsync(width, isDark);
            await page.CaptureAsync($"{name}-{look}");
            var problems = await page.AccessibilityProblemsAsync(withAxe: i < LooksOfAxe);
            Assert.True(problems.Length == 0, $"{page.Page.Url} ({look}): {string.Join("\n", problems)}");
        }
    }
}
