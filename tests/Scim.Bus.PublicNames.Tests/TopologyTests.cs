using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.PublicNames.Tests.Hosts;

namespace Scim.Bus.PublicNames.Tests;

/// <summary>What stands on RabbitMQ: the exchanges that subscribers bind to, and the queues that operators watch.</summary>
public sealed class TopologyTests
{
    [Fact]
    public async Task Exchanges_queues_and_their_bindings_keep_their_names()
    {
        var lines = new List<string>();
        foreach (var service in Service.All)
        {
            await using var host = ServiceHost.BuildDeployed(service);
            var bus = host.App.Services.GetRequiredService<IBusControl>();
            if (lines.Count == 0)
                lines.AddRange(Messages().Select(message => $"publishes {Published(bus, message)}"));
            lines.AddRange(BrokerParts.Received(JsonSerializer.SerializeToElement(bus.GetProbeResult().Results))
                .Order(StringComparer.Ordinal)
                .Select(part => $"{service.Name} receives {part}"));
        }

        Snapshot.Check("exchanges-and-queues.txt", lines);
    }

    /// <summary>The messages: what is addressed to a tenant.</summary>
    private static IEnumerable<Type> Messages() =>
        from assembly in new[] { typeof(UserProvisioned).Assembly, typeof(ApplyAccount).Assembly }
        from type in assembly.GetExportedTypes()
        where type.GetProperty("Tenant") is not null
        orderby type.FullName
        select type;

    private static string Published(IBus bus, Type message) => (string)typeof(BrokerParts)
        .GetMethod(nameof(BrokerParts.Published))!
        .MakeGenericMethod(message)
        .Invoke(null, [bus])!;
}
