using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scim.Bus.Console.Identity;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

namespace Scim.Bus.Console.Tests.Parts;

/// <summary>
/// A second Console in the tests' own process, over the databases of the running services: its clock can be moved, its settings changed,
/// and services taken away from it.
/// </summary>
internal sealed class ConsoleHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ConsoleHost(WebApplication app, Uri address, MovableClock clock) => (_app, Address, Clock) = (app, address, clock);

    public Uri Address { get; }

    public MovableClock Clock { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="services">The running services.</param>
    /// <param name="settings">Settings on top of those that it needs.</param>
    /// <param name="address">Where to listen; a free port unless told.</param>
    /// <param name="add">Adds to the host.</param>
    public static async Task<ConsoleHost> StartAsync(
        ConsoleFixture.Running services,
        IReadOnlyDictionary<string, string?>? settings = null,
        Uri? address = null,
        Action<WebApplicationBuilder>? add = null)
    {
        var own = address ?? new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var clock = new MovableClock();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Admin:ApiKey"] = ConsoleFixture.AdminKey,
            ["Bus:Transport"] = "InMemory",
            ["Store:Engine"] = "Sqlite",
            ["Store:Path"] = services.Data,
            ["Gateway:Ingress"] = services.Address.ToString(),
            ["Gateway:Accounts"] = services.Address.ToString(),
            ["Gateway:AccessGroups"] = services.Address.ToString(),
            ["Gateway:Provisioning"] = services.Address.ToString(),
            ["urls"] = own.GetLeftPart(UriPartial.Authority),
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddServiceDefaults("console").AddConsole().AddBus(singleProcess: true);
        builder.Services.AddSingleton<IAdminAssertions, OperatorCredential>();
        builder.Logging.ClearProviders();
        add?.Invoke(builder);
        var app = builder.Build();
        app.MapServiceDefaults().MapConsole();
        await app.StartAsync();
        return new ConsoleHost(app, own, clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
