using MassTransit;

namespace Scim.Bus.Messaging.Transport;

/// <summary>Counts, while the bus is configured, the endpoints that receive each type of message. Each consumer has one of its own.</summary>
internal sealed class EndpointCount : IConsumerConfigurationObserver, ISagaConfigurationObserver
{
    private readonly Dictionary<Type, HashSet<Type>> _receivers = [];

    /// <summary>How many endpoints receive a type of message.</summary>
    public int Of(Type message) => _receivers.TryGetValue(message, out var receivers) ? receivers.Count : 0;

    public void Watch(IBusFactoryConfigurator bus)
    {
        bus.ConnectConsumerConfigurationObserver(this);
        bus.ConnectSagaConfigurationObserver(this);
    }

    public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
        where TConsumer : class
        where TMessage : class => Add(typeof(TMessage), typeof(TConsumer));

    public void SagaMessageConfigured<TSaga, TMessage>(ISagaMessageConfigurator<TSaga, TMessage> configurator)
        where TSaga : class, ISaga
        where TMessage : class => Add(typeof(TMessage), typeof(TSaga));

    public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
        where TConsumer : class
    {
    }

    public void SagaConfigured<TSaga>(ISagaConfigurator<TSaga> configurator)
        where TSaga : class, ISaga
    {
    }

    public void StateMachineSagaConfigured<TInstance>(ISagaConfigurator<TInstance> configurator, SagaStateMachine<TInstance> stateMachine)
        where TInstance : class, ISaga, SagaStateMachineInstance
    {
    }

    private void Add(Type message, Type receiver)
    {
        if (!_receivers.TryGetValue(message, out var receivers))
            _receivers.Add(message, receivers = []);
        receivers.Add(receiver);
    }
}
