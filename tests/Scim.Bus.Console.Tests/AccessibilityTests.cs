using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

public sealed class AccessibilityTests(ConsoleFixture console) : ConsoleTest(console)
{
    public static TheoryData<int> Widths => [360, 1280];

    [SkippableTheory]
    [MemberData(nameof(Widths))]
    public Task Every_view_is_for_everybody(int width) => RunAsync(
        async (page, tenant) =>
        {
            var user = await tenant.PushUserAsync("Ann", "Lee", $"{new string('a', 60)}@acme.example");
            var group = await tenant.PushGroupAsync("Recruiters of a department with a long name and no spaces: " + new string('m', 60), user);
            await tenant.AccountAsync(user, account => account["accessGroup"]?["displayName"] is not null);
            Assert.Empty(await page.AccessibilityProblemsAsync());
            await page.SignInAsync("wrong");
            await Assertions.Expect(page.Alert).ToBeVisibleAsync();
            Assert.Empty(await page.AccessibilityProblemsAsync());

            await page.SignInAsync();
            await page.SeesAsync("Choose a tenant");
            Assert.Empty(await page.AccessibilityProblemsAsync());
            foreach (var view in new[] { "connect", "settings", "groups", $"groups/{group}", "accounts", $"people/{user}", "log", "sync", "nothing" })
            {
                await page.Page.EvaluateAsync("hash => { location.hash = hash; }", $"#/{tenant.Id}/{view}");
                await Assertions.Expect(page.Heading).ToBeFocusedAsync();
                await Assertions.Expect(page.Page.Locator("main[aria-busy]")).ToHaveCountAsync(0);
                Assert.Equal([], (await page.AccessibilityProblemsAsync()).Select(problem => $"{view}: {problem}"));
            }
        },
        width);

    [SkippableFact]
    public Task The_keyboard_is_enough() => RunAsync(async (page, tenant) =>
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
}
