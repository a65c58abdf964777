using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;
using Scim.Bus.PublicNames.Tests.Hosts;

namespace Scim.Bus.PublicNames.Tests;

/// <summary>The settings that operators give: those that a service asks its configuration for, without those that .NET asks for.</summary>
[Collection(OnRunningServices.Name)]
public sealed class SettingsTests(RunningServices services)
{
    [Fact]
    public async Task Settings_keep_their_names()
    {
        await services.Hosts.Single(host => host.Service.Name == "Ingress").GetAsync("/api/tenants");
        var asked = services.Hosts.SelectMany(host => host.Settings.Asked.Select(key => (Key: key, host.Service.Name))).ToList();
        foreach (var service in Service.All)
        {
            await using var deployed = ServiceHost.BuildDeployed(service);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => deployed.App.Services.GetRequiredService<IDocumentStore>().PingAsync(new CancellationToken(canceled: true)));
            asked.AddRange(deployed.Settings.Asked.Select(key => (key, service.Name)));
        }

        var ofThePlatform = (await AskedByThePlatformAsync()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Snapshot.Check("settings.txt", asked
            .Where(setting => !ofThePlatform.Contains(setting.Key) && !setting.Key.StartsWith("OTEL_", StringComparison.Ordinal))
            .GroupBy(setting => setting.Key, setting => setting.Name, StringComparer.OrdinalIgnoreCase)
            .OrderBy(setting => setting.Key, StringComparer.Ordinal)
            .Select(setting => $"{setting.Key} {string.Join(' ', setting.Distinct().Order(StringComparer.Ordinal))}"));
    }

    private static async Task<IEnumerable<string>> AskedByThePlatformAsync()
    {
        var recorder = new SettingsRecorder();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = "http://127.0.0.1:0" });
        builder.Configuration.Sources.Add(recorder);
        builder.Logging.ClearProviders().AddSimpleConsole();
        await using var app = builder.Build();
        await app.StartAsync();
        return recorder.Asked;
    }
}
