using System.Text;
using RabbitMQ.Client;

namespace Scim.Bus.Soak.Tests.Sites;

/// <summary>A queue of the test's that receives every message that is published, so that it can be published again.</summary>
internal sealed class MessageTap(string virtualHost)
{
    private const string Queue = "soak-tap";
    private const string OurMessages = "Scim.Bus.Contracts";

    /// <summary>Creates the queue, bound to the exchanges of all messages.</summary>
    public async Task OpenAsync(IEnumerable<ExchangeInfo> exchanges)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(
            Queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-max-length"] = 2_000 });
        foreach (var exchange in exchanges.Where(exchange => exchange.Name.StartsWith(OurMessages, StringComparison.Ordinal)))
            await channel.QueueBindAsync(Queue, exchange.Name, "");
    }

    /// <summary>Publishes the latest messages again, in any order and some of them twice. Returns how many were published.</summary>
    public async Task<int> RepeatAsync(Random random)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var messages = new List<BasicGetResult>();
        while (await channel.BasicGetAsync(Queue, autoAck: true) is { } message)
        {
            // A request expects an answer on an address that exists no more.
            if (!Encoding.UTF8.GetString(message.Body.Span).Contains("\"responseAddress\":\"", StringComparison.Ordinal))
                messages.Add(message);
        }

        var again = messages.SelectMany(message => Enumerable.Repeat(message, 1 + random.Next(2))).ToArray();
        random.Shuffle(again);
        foreach (var message in again)
        {
            var properties = new BasicProperties(message.BasicProperties);
            await channel.BasicPublishAsync(message.Exchange, "", mandatory: false, properties, message.Body);
        }

        return again.Length;
    }

    /// <summary>Puts a message of another's making into a queue, as it is.</summary>
    public async Task PutAsync(string queue, string messageId, string body, string? contentType)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var properties = new BasicProperties { MessageId = messageId, DeliveryMode = DeliveryModes.Persistent };
        if (contentType is not null) properties.ContentType = contentType;
        await channel.BasicPublishAsync("", queue, mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }

    private Task<IConnection> ConnectAsync() =>
        new ConnectionFactory { Uri = new Uri(virtualHost), AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
}
