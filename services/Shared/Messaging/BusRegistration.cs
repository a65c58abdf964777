using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Backpressure;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.Messaging.Health;
using Scim.Bus.Messaging.Supervision;
using Scim.Bus.Messaging.Topology;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging;

/// <summary>Registers consumers and the bus.</summary>
public static class BusRegistration
{
    /// <summary>Longest stop of a process: the bus hands back what it has in hand, and what is pending stays in the store.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(18);

    /// <summary>After this time, messages that are still being handled at a stop are cancelled and go back to their queues.</summary>
    private static readonly TimeSpan HandlingAtStop = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Registers the consumers and sagas of a service. <see cref="AddBus"/> puts those of all services of the process on one bus.
    /// </summary>
    public static IServiceCollection AddBusConsumers(this IServiceCollection services, Action<IBusRegistrationConfigurator> configure) =>
        services.AddSingleton(new BusModule(configure));

    /// <summary>
    /// Reports <c>Degraded</c> during an outage of the broker, so that the process stays ready: for services that answer HTTP requests
    /// without it. Services that only consume messages do not call this and are not ready without a broker.
    /// </summary>
    public static IServiceCollection ReportDegradedWithoutBroker(this IServiceCollection services) =>
        services.AddSingleton<BusHealth.DegradedWithoutBroker>();

    /// <summary>Adds the bus. Call it after all services are added.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="singleProcess">
    /// True if this process hosts all services; only then <see cref="BusTransport.InMemory"/> is allowed.
    /// </param>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong: see the message.</exception>
    public static TBuilder AddBus<TBuilder>(this TBuilder builder, bool singleProcess = false)
        where TBuilder : IHostApplicationBuilder
    {
        var options = builder.Configuration.GetSection(BusOptions.Section).Get<BusOptions>() ?? new BusOptions();
        if (options.Transport == BusTransport.InMemory && !singleProcess)
        {
            throw new InvalidOperationException(
                "Bus__Transport is InMemory, which does not reach other processes: only AllInOne can use it.");
        }

        builder.Services.TryAddSingleton<IMessagePublisher, ConfirmedPublisher>();
        builder.Services.TryAddSingleton<DeliveryTracker>();
        builder.Services.TryAddSingleton<BusStartedSignal>();
        builder.Services.TryAddSingleton<QueueSender>();
        builder.Services.TryAddSingleton<QueueMismatchReporter>();
        builder.Services.AddOptions<BusOptions>().BindConfiguration(BusOptions.Section);
        builder.Services.Configure<MassTransitHostOptions>(host =>
        {
            host.StopTimeout = BusSupervisor.StopTimeout;
            host.ConsumerStopTimeout = HandlingAtStop;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddBusHealth();
        builder.Services.AddErrorHandling(options.Transport);
        var modules = builder.Services
            .Select(service => service.ImplementationInstance as BusModule)
            .OfType<BusModule>()
            .ToList();
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.ConfigureHealthCheckOptions(check => check.Tags.Add(BusHealth.NotAsked));
            bus.AddBusObserver(provider => provider.GetRequiredService<BusStartedSignal>());
            bus.ConfigureErrors(options.Transport);
            foreach (var module in modules)
                module.Configure(bus);
            if (options.Transport == BusTransport.InMemory)
            {
                builder.Services.AddSingleton<IBrokerProbe, InMemoryProbe>();
                builder.Services.AddSingleton<IQueueRoom, UnlimitedRoom>();
                UseInMemory(bus, options);
            }
            else
            {
                UseRabbitMq(bus, options, BrokerAddress.Read(builder.Configuration));
            }
        });
        // HTTP starts without a broker: pushes are accepted and wait in the store. Readiness shows the outage.
        builder.Services.RemoveMassTransitHostedService();
        builder.Services.AddHostedService<BusSupervisor>();
        return builder;
    }

    private static void UseInMemory(IBusRegistrationConfigurator bus, BusOptions options) => bus.UsingInMemory((context, transport) =>
    {
        var subscribers = new SubscriberRegistry();
        var tracker = context.GetRequiredService<DeliveryTracker>();
        transport.ConnectReceiveObserver(tracker);
        transport.ConcurrentMessageLimit = options.Prefetch;
        MessageExchange.HideTenantMessages(transport);
        subscribers.Watch(transport);
        transport.ConfigureEndpoints(context);
        tracker.Track(subscribers);
    });

    private static void UseRabbitMq(IBusRegistrationConfigurator bus, BusOptions options, BrokerAddress broker)
    {
        bus.AddSingleton(broker);
        bus.AddSingleton<IBrokerProbe, RabbitMqProbe>();
        bus.AddSingleton<QueueLengths>();
        bus.AddSingleton<QueueRoom>();
        bus.AddSingleton<IQueueRoom>(provider => provider.GetRequiredService<QueueRoom>());
        bus.AddHostedService(provider => provider.GetRequiredService<QueueRoom>());
        bus.AddPublishObserver<SizeRefusalObserver>();
        bus.AddReceiveEndpointObserver(provider => provider.GetRequiredService<QueueMismatchReporter>());
        bus.AddReceiveObserver(provider => provider.GetRequiredService<ErrorQueueSignal>());
        bus.AddConfigureEndpointsCallback((_, endpoint) =>
        {
            if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
                QueueArguments.Apply(queue);
        });
        bus.UsingRabbitMq((context, transport) =>
        {
            broker.Apply(transport);
            transport.PrefetchCount = options.Prefetch;
            transport.ConfigureJsonSerializerOptions(json => new(json) { WriteIndented = false });
            MessageExchange.HideTenantMessages(transport);
            foreach (var queue in CoreQueues.All)
                DeclareQueue(transport, queue);
            transport.ConfigureEndpoints(context);
        });
    }

    /// <remarks>
    /// Binds the queue to the message's own exchange. Its service binds it too, through the exchange of the endpoint; RabbitMQ delivers a
    /// message to a queue once, however many bindings match.
    /// </remarks>
    private static void DeclareQueue(IRabbitMqBusFactoryConfigurator transport, CoreQueue queue)
    {
        foreach (var message in queue.Messages)
        {
            transport.Publish(
                message, topology => topology.BindQueue(MessageExchange.NameOf(message), queue.Name, QueueArguments.Apply));
        }
    }
}
