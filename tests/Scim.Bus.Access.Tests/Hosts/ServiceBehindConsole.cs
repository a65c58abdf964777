namespace Scim.Bus.Access.Tests.Hosts;

/// <summary>A service that takes assertions, and a server in the Console's place whose keys a test has.</summary>
public sealed class ServiceBehindConsole : IAsyncLifetime
{
    internal KeyServer Console { get; private set; } = null!;

    internal Host Accounts { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Console = await KeyServer.StartAsync("one");
        Accounts = await StartAsync(Console);
    }

    public async Task DisposeAsync()
    {
        await Accounts.DisposeAsync();
        await Console.DisposeAsync();
    }

    /// <summary>Starts a service.</summary>
    internal static Task<Host> StartAsync(KeyServer console) => Host.StartAsync(
        "accounts", [Service.Accounts], new Dictionary<string, string?> { ["Admin:Console"] = $"{console.Address}" });
}
