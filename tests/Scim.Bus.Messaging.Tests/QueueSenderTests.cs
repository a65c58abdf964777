using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>Sending to one queue while the broker is in trouble. Delivery is tested end to end.</summary>
public sealed class QueueSenderTests
{
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_broker_that_accepts_connections_and_never_answers_causes_a_timeout()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("ConnectionStrings:RabbitMq", $"amqp://guest:guest@{silent.LocalEndpoint}")]).Build();
        await using var sender = new QueueSender(configuration, Options.Create(new BusOptions()));
        var message = PendingMessage.Create(
            new UserTimeoutElapsed { Tenant = TenantId.Parse("acme", null), User = default }, Guid.NewGuid(), DateTimeOffset.UnixEpoch);

        var failure = await Record.ExceptionAsync(() => sender.SendAsync("a-queue", message, default));
        Assert.True(failure is TimeoutException or RabbitMQ.Client.Exceptions.BrokerUnreachableException, failure?.ToString());
    }
}
