namespace Scim.Bus.Console.Tests.Parts;

/// <summary>A test that drives the page. Whatever it is about, the browser must have nothing to complain of.</summary>
[Trait("Needs", "Processes")]
[Collection(ConsoleCollection.Name)]
public abstract class ConsoleTest(ConsoleFixture console)
{
    /// <summary>Runs a test on a fresh tenant and in a fresh session, at the sign-in.</summary>
    protected async Task RunAsync(Func<ConsolePage, Tenant, Task> test, int width = 1280)
    {
        var running = await console.GetAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        await using var page = await ConsolePage.OpenAsync(running, width);
        await test(page, tenant);
        page.AssertNoComplaints();
    }
}
