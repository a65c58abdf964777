using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
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

        var ofThePlatform = AskedByThePlatform().ToHashSet(StringComparer.OrdinalIgnoreCase);
        Snapshot.Check("settings.txt", asked
            .Where(setting => !ofThePlatform.Contains(setting.Key) && !setting.Key.StartsWith("OTEL_", StringComparison.Ordinal))
            .GroupBy(setting => setting.Key, setting => setting.Name, StringComparer.OrdinalIgnoreCase)
            .OrderBy(setting => setting.Key, StringComparer.Ordinal)
            .Select(setting => $"{setting.Key} {string.Join(' ', setting.Distinct().Order(StringComparer.Ordinal))}"));
    }

    private static IEnumerable<string> AskedByThePlatform()
    {
        var recorder = new SettingsRecorder();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.Sources.Add(recorder);
        using var app = builder.Build() as IDisposable;
        return recorder.Asked;
    }
}
