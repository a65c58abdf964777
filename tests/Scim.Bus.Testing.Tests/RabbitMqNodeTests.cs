using System.Net;
using System.Text;
using RabbitMQ.Client;
using Xunit;
using Xunit.Abstractions;

namespace Scim.Bus.Testing.Tests;

[Trait("Needs", "Processes")]
public sealed class RabbitMqNodeTests(RabbitMqFixture broker, ITestOutputHelper output) : IClassFixture<RabbitMqFixture>
{
    private static readonly CreateChannelOptions Confirmed =
        new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    [SkippableFact]
    public async Task Each_virtual_host_is_new_and_usable_until_it_is_deleted()
    {
        var node = await broker.GetAsync();
        output.WriteLine(node.Kind);

        var first = await node.CreateVirtualHostAsync();
        var second = await node.CreateVirtualHostAsync();
        await PublishToQuorumQueueAsync(first, "jobs", count: 3);

        Assert.NotEqual(first, second);
        await Eventually.Be(
            async () => Assert.Equal([new QueueInfo("jobs", "quorum", 3, 0) { Durable = true }], await node.QueuesAsync(first)));
        Assert.Empty(await node.QueuesAsync(second));

        await node.DeleteVirtualHostAsync(first);
        var gone = await Assert.ThrowsAsync<HttpRequestException>(() => node.QueuesAsync(first));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Empty(await node.QueuesAsync(second));
    }

    [SkippableFact]
    public async Task Confirmed_messages_survive_a_kill_and_a_restart()
    {
        var node = await broker.GetAsync();
        Skip.IfNot(node.CanBeKilled, $"{node.Kind} is not ours to kill.");
        var virtualHost = await node.CreateVirtualHostAsync();
        await PublishToQuorumQueueAsync(virtualHost, "jobs", count: 50);

        await node.KillAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(virtualHost));
        await node.RestartAsync();

        await using var connection = await ConnectAsync(virtualHost);
        await using var channel = await connection.CreateChannelAsync();
        var bodies = new List<string>();
        // Right after a restart a quorum queue may still be looking for its leader.
        await Eventually.Be(async () => Assert.Equal(50u, (await channel.QueueDeclarePassiveAsync("jobs")).MessageCount));
        while (await channel.BasicGetAsync("jobs", autoAck: true) is { } message) bodies.Add(Encoding.UTF8.GetString(message.Body.Span));
        Assert.Equal(Enumerable.Range(0, 50).Select(number => $"message {number}"), bodies);
    }

    private static Task<IConnection> ConnectAsync(string virtualHost) =>
        new ConnectionFactory { Uri = new Uri(virtualHost) }.CreateConnectionAsync();

    private static async Task PublishToQuorumQueueAsync(string virtualHost, string queue, int count)
    {
        await using var connection = await ConnectAsync(virtualHost);
        await using var channel = await connection.CreateChannelAsync(Confirmed);
        var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments);
        var persistent = new BasicProperties { Persistent = true };
        for (var number = 0; number < count; number++)
        {
            await channel.BasicPublishAsync("", queue, mandatory: true, persistent, Encoding.UTF8.GetBytes($"message {number}"));
        }
    }
}
