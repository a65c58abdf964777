using MassTransit;

namespace Scim.Bus.Simulation.Tests.Messages;

/// <summary>What consumers could do with a delivery and none of ours does.</summary>
internal abstract class UnsupportedContext : PlainMessage, ConsumeContext
{
    /// <remarks>Never cancelled: a wait that can be goes on elsewhere.</remarks>
    public CancellationToken CancellationToken => CancellationToken.None;

    public ReceiveContext ReceiveContext => NoTransport.Context;

    public SerializerContext SerializerContext => null!;

    public Task ConsumeCompleted => Task.CompletedTask;

    public IEnumerable<string> SupportedMessageTypes => [];

    public abstract Task Publish<T>(T message, CancellationToken cancellationToken = default)
        where T : class;

    public abstract Task RespondAsync<T>(T message)
        where T : class;

    public abstract bool TryGetPayload<T>(out T payload)
        where T : class;

    public Task Publish<T>(T message, IPipe<PublishContext<T>> publishPipe, CancellationToken cancellationToken = default)
        where T : class => throw new NotSupportedException();

    public Task Publish<T>(T message, IPipe<PublishContext> publishPipe, CancellationToken cancellationToken = default)
        where T : class => throw new NotSupportedException();

    public Task Publish(object message, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public Task Publish(object message, IPipe<PublishContext> publishPipe, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public Task Publish(object message, Type messageType, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public Task Publish(object message, Type messageType, IPipe<PublishContext> publishPipe, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public Task Publish<T>(object values, CancellationToken cancellationToken = default)
        where T : class => throw new NotSupportedException();

    public Task Publish<T>(object values, IPipe<PublishContext<T>> publishPipe, CancellationToken cancellationToken = default)
        where T : class => throw new NotSupportedException();

    public Task Publish<T>(object values, IPipe<PublishContext> publishPipe, CancellationToken cancellationToken = default)
        where T : class => throw new NotSupportedException();

    public Task RespondAsync<T>(T message, IPipe<SendContext<T>> sendPipe)
        where T : class => throw new NotSupportedException();

    public Task RespondAsync<T>(T message, IPipe<SendContext> sendPipe)
        where T : class => throw new NotSupportedException();

    public Task RespondAsync(object message)
        => throw new NotSupportedException();

    public Task RespondAsync(object message, Type messageType)
        => throw new NotSupportedException();

    public Task RespondAsync(object message, IPipe<SendContext> sendPipe)
        => throw new NotSupportedException();

    public Task RespondAsync(object message, Type messageType, IPipe<SendContext> sendPipe)
        => throw new NotSupportedException();

    public Task RespondAsync<T>(object values)
        where T : class => throw new NotSupportedException();

    public Task RespondAsync<T>(object values, IPipe<SendContext<T>> sendPipe)
        where T : class => throw new NotSupportedException();

    public Task RespondAsync<T>(object values, IPipe<SendContext> sendPipe)
        where T : class => throw new NotSupportedException();

    public void Respond<T>(T message)
        where T : class => throw new NotSupportedException();

    public Task NotifyConsumed<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => throw new NotSupportedException();

    public Task NotifyFaulted<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => throw new NotSupportedException();

    public ConnectHandle ConnectPublishObserver(IPublishObserver observer)
        => throw new NotSupportedException();

    public ConnectHandle ConnectSendObserver(ISendObserver observer)
        => throw new NotSupportedException();

    public Task<ISendEndpoint> GetSendEndpoint(Uri address)
        => throw new NotSupportedException();

    public bool HasPayloadType(Type payloadType)
        => throw new NotSupportedException();

    public T GetOrAddPayload<T>(PayloadFactory<T> payloadFactory)
        where T : class => throw new NotSupportedException();

    public T AddOrUpdatePayload<T>(PayloadFactory<T> addFactory, UpdatePayloadFactory<T> updateFactory)
        where T : class => throw new NotSupportedException();

    public bool HasMessageType(Type messageType)
        => throw new NotSupportedException();

    public bool TryGetMessage<T>(out ConsumeContext<T> consumeContext)
        where T : class => throw new NotSupportedException();

    public void AddConsumeTask(Task task)
        => throw new NotSupportedException();
}
