using System.Collections.Concurrent;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>A host with one consumer that fails until it is mended, on either transport.</summary>
internal sealed class MendableHost : IAsyncDisposable
{
    /// <summary>The consumer's queue: its name begins with the service's.</summary>
    public const string Queue = "messaging-mendable";

    public static readonly TenantId Tenant = TenantId.Parse("acme", null);

    private readonly WebApplication _host;

    private MendableHost(WebApplication host) => _host = host;

    public ErrorStore Errors => _host.Services.GetRequiredService<ErrorStore>();

    public Workshop Workshop => _host.Services.GetRequiredService<Workshop>();

    public static async Task<MendableHost> StartAsync(string folder, string? virtualHost) =>
        new(await ConsumingHost.StartAsync(virtualHost, folder, "messaging", services => services
            .AddSingleton<Workshop>()
            .AddOutbox(Letter.Collection)
            .AddBusConsumers(bus => bus.AddConsumer<MendableConsumer, MendableConsumerDefinition>())));

    public Task PublishAsync(Guid messageId, UserId user)
    {
        var message = PendingMessage.Create(new UserTimeoutElapsed { Tenant = Tenant, User = user }, messageId, DateTimeOffset.UtcNow);
        return _host.Services.GetRequiredService<IMessagePublisher>().PublishAsync(message, default);
    }

    public async Task<IReadOnlyList<Document<ErrorRecord>>> ListAsync() => await Errors.Records.QueryAsync(
        new DocumentQuery { Tenant = ErrorCollections.Partition, Limit = 100 }, default);

    public Task RetryAsync(Document<ErrorRecord> error) =>
        _host.Services.GetRequiredService<ErrorActions>().RetryAsync(Errors, error, default);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }
}

/// <summary>What the consumer does, and did.</summary>
public sealed class Workshop
{
    private volatile bool _isMended;

    /// <summary>Messages that were handled.</summary>
    public ConcurrentQueue<(Guid MessageId, UserId User)> Handled { get; } = [];

    public bool IsMended
    {
        get => _isMended;
        set => _isMended = value;
    }
}

/// <summary>Endpoint of the consumer. Nothing is retried, so that a message fails at once.</summary>
public sealed class MendableConsumerDefinition : ConsumerDefinition<MendableConsumer>
{
    public MendableConsumerDefinition() => EndpointName = MendableHost.Queue;
}

/// <summary>Fails until the workshop is mended.</summary>
public sealed class MendableConsumer(Workshop workshop) : IConsumer<UserTimeoutElapsed>
{
    public Task Consume(ConsumeContext<UserTimeoutElapsed> context)
    {
        if (!workshop.IsMended)
            throw new InvalidOperationException("The broken thing is not mended.");
        workshop.Handled.Enqueue((context.MessageId!.Value, context.Message.User));
        return Task.CompletedTask;
    }
}
