using System.Text;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>A message of an error queue whose saga can't be told waits, and nothing waits with it.</summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class ErrorDrainStallTests(RabbitMqFixture rabbit)
{
    private const string Queue = AccountsQueues.ApplyAccount;
    private const string ErrorQueue = $"{Queue}_error";
    private const string Envelope = "application/vnd.masstransit+json";

    /// <summary>More than the consumer of an error queue has in hand.</summary>
    private const int Others = 10;

    private static readonly string OfASaga = $$"""
        {
          "messageType": ["urn:message:Scim.Bus.Contracts.Internal:ApplyAccount"],
          "message": { "tenant": "acme", "user": "{{Guid.NewGuid()}}", "generation": 1, "exists": "perhaps" }
        }
        """;

    [SkippableFact]
    public async Task A_message_whose_saga_can_not_be_told_holds_up_no_other()
    {
        var virtualHost = await (await rabbit.GetAsync()).CreateVirtualHostAsync();
        using var folder = new TempFolder("error-drain");
        var publisher = new GatedPublisher();
        await using var host = await StartAsync(virtualHost, folder.Path, publisher);
        var errors = host.Services.GetRequiredService<ErrorStore>();
        await using var raw = await RawBroker.ConnectAsync(virtualHost);
        await raw.PutAsync(Queue, "of a saga", Encoding.UTF8.GetBytes(OfASaga), Envelope);
        await Eventually.Be(async () => Assert.Equal(1, await CountAsync(errors)));

        for (var i = 0; i < Others; i++)
            await raw.PutAsync(Queue, $"other {i}", "nothing"u8.ToArray(), Envelope);
        await Eventually.Be(async () => Assert.Equal(1 + Others, await CountAsync(errors)));
        Assert.Empty(publisher.Confirmed);

        publisher.Open();
        await Eventually.Be(() => Assert.Single(publisher.Confirmed));
        await host.StopAsync();
        // A message that was not acknowledged would be back.
        Assert.Null(await raw.TakeAsync(ErrorQueue));
    }

    [SkippableFact]
    public async Task A_channel_that_the_broker_closes_is_opened_again_at_once()
    {
        var broker = await rabbit.GetAsync();
        var virtualHost = await broker.CreateVirtualHostAsync();
        using var folder = new TempFolder("error-drain");
        var publisher = new GatedPublisher();
        await using var consumerTimeout = await ShortConsumerTimeout.BeginAsync(broker);
        await using var host = await StartAsync(virtualHost, folder.Path, publisher);
        var errors = host.Services.GetRequiredService<ErrorStore>();
        await using var raw = await RawBroker.ConnectAsync(virtualHost);
        await raw.PutAsync(Queue, "of a saga", Encoding.UTF8.GetBytes(OfASaga), Envelope);
        await Eventually.Be(async () => Assert.Equal(1, await CountAsync(errors)));
        await consumerTimeout.WaitForClosingsAsync(1);

        publisher.Open();
        // Put there directly, so that no failure of a message tells our process to look at the queue.
        await raw.PutAsync(ErrorQueue, "another", "nothing"u8.ToArray(), Envelope);
        await Eventually.Be(async () => Assert.Equal(2, await CountAsync(errors)));
        await Eventually.Be(() => Assert.NotEmpty(publisher.Confirmed));
        Assert.Single(publisher.Confirmed.Distinct());
        await host.StopAsync();
        Assert.Null(await raw.TakeAsync(ErrorQueue));
    }

    private static Task<long> CountAsync(ErrorStore errors) =>
        errors.Records.CountAsync(ErrorCollections.Partition, filter: null, default);

    private static Task<WebApplication> StartAsync(string virtualHost, string folder, IMessagePublisher publisher) =>
        ConsumingHost.StartAsync(virtualHost, folder, "accounts", services => services
            .AddSingleton(publisher)
            .AddBusConsumers(bus => bus.AddConsumer<NeverReached, NeverReachedDefinition>()));

    /// <summary>Endpoint of the queue whose messages belong to sagas.</summary>
    public sealed class NeverReachedDefinition() : QueueConsumerDefinition<NeverReached>(Queue);

    /// <summary>Is given no message, because none can be read.</summary>
    public sealed class NeverReached : IConsumer<ApplyAccount>
    {
        public Task Consume(ConsumeContext<ApplyAccount> context) => throw new InvalidOperationException("A message could be read.");
    }
}
