using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Scim.Bus.Ingress.Bootstrapping;

namespace Scim.Bus.AllInOne;

/// <summary>Prints addresses and credentials once the host listens. Secrets that an operator configured are not printed.</summary>
internal sealed class StartupBanner(
    IConfiguration configuration, IServer server, DemoTenant demo, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await WaitForStartAsync(stoppingToken);
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1:8080";
        var token = configuration["Bootstrap:Tenant"] is { Length: > 0 } tenant
            ? $"the value of Bootstrap__Token   (tenant '{tenant}')"
            : await OpenDemoTenantAsync(stoppingToken);
        var key = configuration.IsConfigured("Admin:ApiKey") ? "the value of Admin__ApiKey" : configuration["Admin:ApiKey"];
        await System.Console.Out.WriteLineAsync(
            $"""

            Scim.Bus is running, with all services in this process.
              SCIM URL:     {address}/scim/v2
              Bearer token: {token}
              Console:      {address}/
              Admin key:    {key}

            """);
    }

    private async Task<string> OpenDemoTenantAsync(CancellationToken cancellationToken)
    {
        var (tenant, secret) = await demo.OpenAsync(cancellationToken);
        return $"{secret}   (tenant '{tenant}')";
    }

    private async Task WaitForStartAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }
}
