using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Scim.Bus.PublicNames.Tests.Hosts;

/// <summary>All services, each in a host of its own that listens, with the instruments that they create.</summary>
public sealed class RunningServices : IAsyncLifetime
{
    private readonly TempFolder _folder = new("names");
    private readonly MeterListener _listener = new();

    internal List<ServiceHost> Hosts { get; } = [];

    /// <summary>The instruments of our own meters.</summary>
    internal ConcurrentBag<Instrument> Instruments { get; } = [];

    public async Task InitializeAsync()
    {
        _listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name.StartsWith("Scim.Bus.", StringComparison.Ordinal))
                Instruments.Add(instrument);
        };
        _listener.Start();
        foreach (var service in Service.All)
            Hosts.Add(await ServiceHost.StartAsync(service, _folder.CreateFolder(service.Name)));
    }

    public async Task DisposeAsync()
    {
        foreach (var host in Hosts)
            await host.DisposeAsync();
        _listener.Dispose();
        _folder.Dispose();
    }
}
