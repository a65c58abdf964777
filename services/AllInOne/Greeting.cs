using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Scim.Bus.Ingress.Bootstrapping;

namespace Scim.Bus.AllInOne;

/// <summary>Tells a newcomer, once the host listens, where it is and how to talk to it. Secrets that were given from outside are not repeated.</summary>
internal sealed class Greeting(IConfiguration configuration, IServer server, DemoTenant demo, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken);
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1:8080";
        var token = configuration["Bootstrap:Tenant"] is { Length: > 0 } tenant
            ? $"Tenant '{tenant}', with the token of Bootstrap__Token."
            : await DemoAsync(stoppingToken);
        var key = configuration.IsGivenFromOutside("Admin:ApiKey") ? "the one in Admin__ApiKey" : configuration["Admin:ApiKey"];
        await System.Console.Out.WriteLineAsync(
            $"""

            Scim.Bus is up, with everything in this process.
              SCIM URL:     {address}/scim/v2
              Bearer token: {token}
              Console:      {address}/
              Admin key:    {key}

            """);
    }

    private async Task<string> DemoAsync(CancellationToken cancellationToken)
    {
        var (tenant, secret) = await demo.OpenAsync(cancellationToken);
        return $"{secret}   (tenant '{tenant}')";
    }

    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }
}
