namespace Scim.Bus.Access.Tests.Hosts;

/// <summary>The Console, and a service behind it that keeps what it is sent.</summary>
public sealed class Door : IAsyncLifetime
{
    internal Echo Accounts { get; private set; } = null!;

    internal Host Console { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Accounts = await Echo.StartAsync();
        Console = await Host.StartAsync(
            "console", [Service.Console], new Dictionary<string, string?> { ["Gateway:Accounts"] = $"{Accounts.Address}" });
    }

    public async Task DisposeAsync()
    {
        await Console.DisposeAsync();
        await Accounts.DisposeAsync();
    }
}
