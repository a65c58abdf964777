using System.Collections.Concurrent;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Scim.Bus.AccessGroups.Tests;

/// <summary>Subscribes to the access of users.</summary>
internal sealed class AccessSubscriber(IConnection connection, IChannel channel, int notifyAfter) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _permissions = [];
    private readonly TaskCompletionSource _notified = new();
    private int _messages;

    /// <summary>Number of messages received, repeated ones included.</summary>
    public int Messages => _messages;

    /// <summary>Completes when <c>notifyAfter</c> messages have been received.</summary>
    public Task Notified => _notified.Task;

    /// <summary>Number of users whose last message gave them a permission.</summary>
    public int MembersWith(string permission) => _permissions.Count(member => member.Value == permission);

    public static async Task<AccessSubscriber> StartAsync(string broker, int notifyAfter)
    {
        const string Exchange = "Scim.Bus.Contracts:AccessGroupApplied";
        var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, durable: true);
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(queue, Exchange, "");
        var subscriber = new AccessSubscriber(connection, channel, notifyAfter);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            subscriber.Receive(delivery.Body);
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

    private void Receive(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body.ToArray());
        var message = json.RootElement.GetProperty("message");
        _permissions[message.GetProperty("user").GetString()!] = message.GetProperty("permissions")[0].GetString()!;
        if (Interlocked.Increment(ref _messages) == notifyAfter)
            _notified.SetResult();
    }
}
