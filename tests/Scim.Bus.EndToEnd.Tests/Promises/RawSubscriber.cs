using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Scim.Bus.EndToEnd.Tests.Promises;

/// <summary>A subscriber without MassTransit: a queue of its own making, and JSON.</summary>
internal sealed class RawSubscriber(IConnection connection, IChannel channel, string queue) : IAsyncDisposable
{
    private readonly ConcurrentQueue<JsonNode> _messages = [];

    public string Queue => queue;

    /// <summary>The messages, each once: delivery is at least once, and a subscriber knows a repeated message by its id.</summary>
    public IReadOnlyCollection<JsonNode> Messages => [.. _messages.DistinctBy(message => message["messageId"]!.GetValue<string>())];

    public static async Task<RawSubscriber> StartAsync(string broker, string[] exchanges)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync($"downstream-{Guid.NewGuid():n}", durable: false, exclusive: true)).QueueName;
        foreach (var exchange in exchanges)
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
            await channel.QueueBindAsync(queue, exchange, "");
        }

        var subscriber = new RawSubscriber(connection, channel, queue);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            subscriber._messages.Enqueue(JsonNode.Parse(delivery.Body.Span)!);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        return subscriber;
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
