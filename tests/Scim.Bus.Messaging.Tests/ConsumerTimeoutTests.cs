using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>
/// An outage of the store that is longer than the broker's <c>consumer_timeout</c>: a message is held until the outage ends, and the broker
/// closes the channel of the consumer that holds it. The consumer has to come back.
/// </summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class ConsumerTimeoutTests(RabbitMqFixture rabbit)
{
    private const int Messages = 5;
    private const int Closings = 2;

    [SkippableFact]
    public async Task Consumers_come_back_after_an_outage_of_the_store_that_the_broker_does_not_wait_for()
    {
        var broker = await rabbit.GetAsync();
        var virtualHost = await broker.CreateVirtualHostAsync();
        using var folder = new TempFolder("consumer-timeout");
        await using var consumerTimeout = await ShortConsumerTimeout.BeginAsync(broker);
        await using var host = await ConsumingHost.StartAsync(virtualHost, folder.Path, "messaging", services => services
            .AddSingleton<StoreThatIsAway>()
            .AddBusConsumers(bus => bus.AddConsumer<HoldingConsumer, HoldingDefinition>()));
        var store = host.Services.GetRequiredService<StoreThatIsAway>();
        var publisher = host.Services.GetRequiredService<IMessagePublisher>();
        var during = await PublishAsync(publisher, Messages);
        await consumerTimeout.WaitForClosingsAsync(Closings);

        store.IsBack = true;
        var after = await PublishAsync(publisher, Messages);
        await Eventually.Be(() => Assert.Superset(during.Concat(after).ToHashSet(), store.Handled.ToHashSet()));
        await Eventually.Be(async () => Assert.Contains(
            await broker.QueuesAsync(virtualHost), queue => queue is { Name: HoldingDefinition.Queue, Messages: 0, Consumers: 1 }));
        await host.StopAsync();
    }

    private static async Task<IReadOnlyList<Guid>> PublishAsync(IMessagePublisher publisher, int count)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToList();
        foreach (var id in ids)
        {
            var message = new UserTimeoutElapsed { Tenant = Letter.Tenant, User = new UserId(id) };
            await Eventually.Be(() => publisher.PublishAsync(PendingMessage.Create(message, id, DateTimeOffset.UtcNow), default));
        }

        return ids;
    }

    /// <summary>A store that can't be reached until it is back.</summary>
    public sealed class StoreThatIsAway
    {
        private volatile bool _isBack;

        public bool IsBack
        {
            get => _isBack;
            set => _isBack = value;
        }

        /// <summary>Ids of the messages that were handled.</summary>
        public ConcurrentQueue<Guid> Handled { get; } = [];
    }

    /// <summary>Endpoint with the retries of all consumers.</summary>
    public sealed class HoldingDefinition() : QueueConsumerDefinition<HoldingConsumer>(Queue)
    {
        public const string Queue = "messaging-holding";
    }

    /// <summary>Needs the store.</summary>
    public sealed class HoldingConsumer(StoreThatIsAway store) : IConsumer<UserTimeoutElapsed>
    {
        public Task Consume(ConsumeContext<UserTimeoutElapsed> context)
        {
            if (!store.IsBack)
                throw new StoreUnavailableException("The store is away.", new TimeoutException());
            store.Handled.Enqueue(context.MessageId!.Value);
            return Task.CompletedTask;
        }
    }
}
