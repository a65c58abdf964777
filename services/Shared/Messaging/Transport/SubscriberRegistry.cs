using MassTransit;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Counts the subscribers of each message type while the bus is configured. Each consumer or saga has an endpoint of its own.
/// </summary>
internal sealed class SubscriberRegistry : IConsumerConfigurationObserver, ISagaConfigurationObserver
{
    private readonly Dictionary<Type, HashSet<Type>> _subscribers = [];

    /// <summary>Gets the number of endpoints that receive a message type.</summary>
    public int CountOf(Type message) => _subscribers.TryGetValue(message, out var subscribers) ? subscribers.Count : 0;

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

    private void Add(Type message, Type subscriber)
    {
        if (!_subscribers.TryGetValue(message, out var subscribers))
            _subscribers.Add(message, subscribers = []);
        subscribers.Add(subscriber);
    }
}
