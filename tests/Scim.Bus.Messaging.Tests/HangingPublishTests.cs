using System.Collections.Concurrent;
using MassTransit;
using Scim.Bus.Messaging.Tests.Parts;

namespace Scim.Bus.Messaging.Tests;

/// <summary>
/// A call to the transport that never ends and heeds no token, as MassTransit's may when the connection is lost in the wrong moment, is
/// given up, and the message is published by another.
/// </summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class HangingPublishTests(RabbitMqFixture rabbit)
{
    private const int Messages = 3;

    [SkippableFact]
    public async Task I2_a_message_whose_first_publish_never_ends_is_published_again()
    {
        var virtualHost = await (await rabbit.GetAsync()).CreateVirtualHostAsync();
        using var folder = new TempFolder("hanging");
        var hanging = new HangingObserver();
        await using var host = await RelayHost.StartAsync(
            virtualHost,
            new Dictionary<string, string?> { ["Store:Engine"] = "Sqlite", ["Store:Path"] = folder.Path },
            services => services.AddPublishObserver(_ => hanging));
        await host.Outbox.InsertAsync(Letter.LeftBehind("letter", Messages, DateTimeOffset.UtcNow), default);

        await Eventually.Be(async () => Assert.Empty((await host.Letters.GetAsync(Letter.Tenant, "letter", default))!.Body.Pending));
        Assert.Equal(Messages, hanging.Begun);
        await using var raw = await RawBroker.ConnectAsync(virtualHost);
        var published = await raw.TakeAllAsync("provisioning-user", quiet: TimeSpan.FromSeconds(1));
        Assert.Equal(Messages, published.Select(message => message.MessageId).Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>Lets the first attempt of each message hang inside of MassTransit.</summary>
    private sealed class HangingObserver : IPublishObserver
    {
        private readonly ConcurrentDictionary<Guid, bool> _hanging = [];

        public int Begun => _hanging.Count;

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class =>
            _hanging.TryAdd(context.MessageId!.Value, true) ? new TaskCompletionSource().Task : Task.CompletedTask;

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
