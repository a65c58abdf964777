namespace Scim.Bus.Console.Tests.Parts;

/// <summary>Base of tests in the browser. Each of them also fails if the browser reports an error.</summary>
[Trait("Needs", "Processes")]
[Collection(ConsoleCollection.Name)]
public abstract class ConsoleTest(ConsoleFixture console)
{
    /// <summary>Opens the store of errors behind the services' backs.</summary>
    private protected async Task<StoredErrors> OpenErrorsAsync() => new((await console.GetAsync()).Data);

    /// <summary>The services, running, and the browser.</summary>
    private protected Task<ConsoleFixture.Running> GetRunningAsync() => console.GetAsync();

    /// <summary>Runs a test with a new tenant in a new session, at the sign-in.</summary>
    protected async Task RunAsync(Func<ConsolePage, Tenant, Task> test, int width = 1280)
    {
        var running = await console.GetAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        await using var page = await ConsolePage.OpenAsync(running.Browser, running.Address, width);
        await test(page, tenant);
        page.AssertNoProblems();
    }
}
