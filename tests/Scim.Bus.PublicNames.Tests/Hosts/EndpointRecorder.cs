using System.Collections.Concurrent;
using MassTransit;

namespace Scim.Bus.PublicNames.Tests.Hosts;

/// <summary>Records the receive endpoints of a bus while it is configured, with the messages that each receives.</summary>
internal sealed class EndpointRecorder
{
    private readonly ConcurrentBag<(string Endpoint, Type Message)> _received = [];

    public IEnumerable<(string Endpoint, Type Message)> Received => _received;

    public void Watch(IBusRegistrationConfigurator bus) => bus.AddConfigureEndpointsCallback((name, endpoint) =>
    {
        var observer = new Observer(message => _received.Add((name, message)));
        endpoint.ConnectConsumerConfigurationObserver(observer);
        endpoint.ConnectSagaConfigurationObserver(observer);
    });

    private sealed class Observer(Action<Type> record) : IConsumerConfigurationObserver, ISagaConfigurationObserver
    {
        public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
            where TConsumer : class
            where TMessage : class => record(typeof(TMessage));

        public void SagaMessageConfigured<TSaga, TMessage>(ISagaMessageConfigurator<TSaga, TMessage> configurator)
            where TSaga : class, ISaga
            where TMessage : class => record(typeof(TMessage));

        public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
            where TConsumer : class
        {
        }

        public void SagaConfigured<TSaga>(ISagaConfigurator<TSaga> configurator)
            where TSaga : class, ISaga
        {
        }

        public void StateMachineSagaConfigured<TInstance>(
            ISagaConfigurator<TInstance> configurator, SagaStateMachine<TInstance> stateMachine)
            where TInstance : class, ISaga, SagaStateMachineInstance
        {
        }
    }
}
