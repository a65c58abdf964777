using Scim.Bus.Contracts;
using Scim.Bus.Messaging.Topology;
using Scim.Bus.PublicNames.Tests.Hosts;

namespace Scim.Bus.PublicNames.Tests;

/// <summary>The exchanges, and the queues of each service with the exchanges that they receive from.</summary>
[Collection(OnRunningServices.Name)]
public sealed class TopologyTests(RunningServices services)
{
    [Fact]
    public void Exchanges_and_queues_keep_their_names()
    {
        var queues = services.Hosts.SelectMany(host => host.Endpoints.Received
            .Select(received => (host.Service.Name, Queue: received.Endpoint, Exchange: MessageExchange.NameOf(received.Message))))
            .ToList();
        var exchanges = typeof(UserProvisioned).Assembly.GetExportedTypes()
            .Where(type => type.IsClass && type.GetProperty(nameof(UserProvisioned.Tenant)) is not null)
            .Select(MessageExchange.NameOf)
            .Concat(queues.Select(queue => queue.Exchange))
            .Distinct(StringComparer.Ordinal);
        Snapshot.Check(
            "topology.txt",
            exchanges.Order(StringComparer.Ordinal).Select(exchange => $"exchange {exchange}").Concat(queues
                .Select(queue => $"{queue.Name} queue {queue.Queue} receives {queue.Exchange}")
                .Order(StringComparer.Ordinal)));
    }
}
