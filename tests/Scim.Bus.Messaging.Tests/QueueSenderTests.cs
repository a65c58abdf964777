using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>What a replay to one queue sees of a broker in trouble; that messages arrive is tested end to end.</summary>
public sealed class QueueSenderTests
{
    [Fact]
    public async Task A_broker_that_accepts_connections_and_says_nothing_is_a_time_out()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("ConnectionStrings:RabbitMq", $"amqp://guest:guest@{silent.LocalEndpoint}")]).Build();
        await using var sender = new QueueSender(configuration, Options.Create(new BusOptions()));
        var message = PendingMessage.Create(new UserTimeoutElapsed { Tenant = TenantId.Parse("acme", null), User = default }, Guid.NewGuid(), DateTimeOffset.UnixEpoch);

        var failure = await Record.ExceptionAsync(() => sender.SendAsync("a-queue", message, default));
        Assert.True(failure is TimeoutException or RabbitMQ.Client.Exceptions.BrokerUnreachableException, failure?.ToString());
    }
}
