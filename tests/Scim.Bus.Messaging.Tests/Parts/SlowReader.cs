using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>Reads a queue, one message after another, with a pause after each until the test ends that.</summary>
internal sealed class SlowReader : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _queue;
    private readonly TaskCompletionSource _noMorePauses = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SlowReader(IConnection connection, IChannel channel, string queue) =>
        (_connection, _channel, _queue) = (connection, channel, queue);

    /// <summary>Ids of the messages that were read, in their order.</summary>
    public ConcurrentQueue<string> Read { get; } = [];

    /// <summary>Ids of the users that the messages are about, in the same order; empty for a message about none.</summary>
    public ConcurrentQueue<string> Users { get; } = [];

    public static async Task<SlowReader> StartAsync(string virtualHost, string queue, ushort prefetch)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(virtualHost) }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        await channel.BasicQosAsync(prefetchSize: 0, prefetch, global: false);
        var reader = new SlowReader(connection, channel, queue);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += reader.ReadAsync;
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
        return reader;
    }

    public void EndPauses() => _noMorePauses.TrySetResult();

    /// <summary>Counts the messages that wait in the queue.</summary>
    public async Task<uint> CountReadyAsync()
    {
        await using var channel = await _connection.CreateChannelAsync();
        return (await channel.QueueDeclarePassiveAsync(_queue)).MessageCount;
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task ReadAsync(object sender, BasicDeliverEventArgs delivered)
    {
        Users.Enqueue((string?)JsonNode.Parse(delivered.Body.Span)!["message"]!["user"] ?? "");
        Read.Enqueue(delivered.BasicProperties.MessageId!);
        await _channel.BasicAckAsync(delivered.DeliveryTag, multiple: false);
        await Task.WhenAny(Task.Delay(Pause), _noMorePauses.Task);
    }
}
