using Microsoft.Playwright;
using Scim.Bus.Console.Tests.Parts;

namespace Scim.Bus.Console.Tests;

/// <summary>The page of messages that were set aside.</summary>
public sealed class ErrorTests(ConsoleFixture console) : ConsoleTest(console)
{
    [SkippableFact]
    public Task Errors_are_listed_retried_and_discarded() => RunAsync(async (page, _) =>
    {
        await using var store = await OpenErrorsAsync();
        var unhandled = await store.AddAsync("It can't be handled.");
        var also = await store.AddAsync("This neither.");
        await page.SignInAsync();
        await page.SeesAsync("Choose a tenant");
        await page.FollowAsync("Errors");
        await page.SeesAsync("Errors");
        await Assertions.Expect(page.Heading).ToBeFocusedAsync();
        await Assertions.Expect(page.Row("It can't be handled.")).ToContainTextAsync("accounts-apply-account");
        await page.CaptureAsync("errors-filled");
        Assert.Empty(await page.AccessibilityProblemsAsync());

        // Not JSON, so it comes back: with one attempt more and MassTransit's own reason.
        await page.Row("It can't be handled.").GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Assertions.Expect(page.Outcome).ToHaveTextAsync("The message was sent again.");
        await Eventually.Be(async () => Assert.Equal(2, await store.AttemptsAsync(unhandled)));
        await page.ClickAsync("Show");
        await Assertions.Expect(page.Row("It can't be handled.")).ToHaveCountAsync(0);

        await page.Row("This neither.").GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await page.ClickAsync("Cancel");
        await Assertions.Expect(page.Row("This neither.")).ToBeVisibleAsync();
        await page.Row("This neither.").GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        Assert.Empty(await page.AccessibilityProblemsAsync());
        await page.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Discard", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Outcome).ToHaveTextAsync("The message was discarded.");
        await Assertions.Expect(page.Outcome).ToBeFocusedAsync();
        Assert.Equal(0, await store.AttemptsAsync(also));
    });

    [SkippableFact]
    public Task All_errors_of_a_queue_are_retried_by_keyboard_alone() => RunAsync(
        async (page, _) =>
        {
            await using var store = await OpenErrorsAsync();
            var errors = new[] { await store.AddAsync("One."), await store.AddAsync("Two.") };
            await page.SignInAsync();
            await page.SeesAsync("Choose a tenant");
            await page.FollowAsync("Errors");
            await page.SeesAsync("Errors");
            Assert.Empty(await page.AccessibilityProblemsAsync());
            var keyboard = page.Page.Keyboard;
            await page.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Queue" }).FocusAsync();
            await keyboard.TypeAsync("apply-account");
            await keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Row("accounts-apply-account")).ToHaveCountAsync(2);

            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Retry all", Exact = true }).FocusAsync();
            await keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Outcome).ToHaveTextAsync("2 sent again.");
            foreach (var error in errors)
                await Eventually.Be(async () => Assert.Equal(2, await store.AttemptsAsync(error)));
        },
        width: 360);
}
