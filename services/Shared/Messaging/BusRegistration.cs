using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Scim.Bus.Messaging.Health;
using Scim.Bus.Messaging.Topology;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging;

/// <summary>Puts a service's consumers on the bus, and the bus into the host.</summary>
public static class BusRegistration
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Collects the consumers and sagas of a service. <see cref="AddBus"/> puts those of all services in the process on one bus.</summary>
    public static IServiceCollection AddBusConsumers(this IServiceCollection services, Action<IBusRegistrationConfigurator> configure) =>
        services.AddSingleton(new BusModule(configure));

    /// <summary>
    /// Keeps the process ready while the broker is away, reporting <c>Degraded</c>: for services that are of use to their callers without it. Services that
    /// only handle messages do not call this, and are not ready without a broker.
    /// </summary>
    public static IServiceCollection ReportDegradedWithoutBroker(this IServiceCollection services) => services.AddSingleton<BusHealth.DegradedWithoutBroker>();

    /// <summary>Adds the bus. Called after all services were added.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="singleProcess">Whether this process holds all services: only then may the transport be <see cref="BusTransport.InMemory"/>.</param>
    /// <exception cref="InvalidOperationException">RabbitMQ without a connection string, or the in-memory transport where there are other processes.</exception>
    public static TBuilder AddBus<TBuilder>(this TBuilder builder, bool singleProcess = false)
        where TBuilder : IHostApplicationBuilder
    {
        var options = builder.Configuration.GetSection(BusOptions.Section).Get<BusOptions>() ?? new BusOptions();
        if (options.Transport == BusTransport.InMemory && !singleProcess)
            throw new InvalidOperationException("Bus__Transport is InMemory, which carries nothing to other processes: only AllInOne can use it.");
        builder.Services.TryAddSingleton<IMessagePublisher, ConfirmedPublisher>();
        builder.Services.TryAddSingleton<DeliveryTracker>();
        builder.Services.TryAddSingleton<BusStartedSignal>();
        builder.Services.TryAddSingleton<QueueSender>();
        builder.Services.AddOptions<BusOptions>().BindConfiguration(BusOptions.Section);
        builder.Services.Configure<MassTransitHostOptions>(host =>
        {
            // The HTTP side starts without a broker: pushes are accepted and wait in the store. Readiness tells operators.
            host.WaitUntilStarted = false;
            // However long the broker is away when the service starts: a start that is given up is never tried again.
            host.StartTimeout = null;
            host.StopTimeout = StopTimeout;
        });
        builder.Services.AddBusHealth();
        var modules = builder.Services
            .Select(service => service.ImplementationInstance as BusModule)
            .OfType<BusModule>()
            .ToList();
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.ConfigureHealthCheckOptions(check => check.Tags.Add(BusHealth.NotAsked));
            bus.AddBusObserver(provider => provider.GetRequiredService<BusStartedSignal>());
            bus.SetEndpointNameFormatter(new ServiceEndpointNames());
            foreach (var module in modules)
                module.Configure(bus);
            if (options.Transport == BusTransport.InMemory)
                UseInMemory(bus, options);
            else
                UseRabbitMq(bus, options, builder.Configuration.GetConnectionString("RabbitMq"));
        });
        return builder;
    }

    private static void UseInMemory(IBusRegistrationConfigurator bus, BusOptions options) => bus.UsingInMemory((context, transport) =>
    {
        var subscribers = new SubscriberRegistry();
        var tracker = context.GetRequiredService<DeliveryTracker>();
        transport.ConnectReceiveObserver(tracker);
        transport.ConcurrentMessageLimit = options.Prefetch;
        RetryPolicy.Apply(transport);
        subscribers.Watch(transport);
        transport.ConfigureEndpoints(context);
        tracker.Track(subscribers);
    });

    private static void UseRabbitMq(IBusRegistrationConfigurator bus, BusOptions options, string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new InvalidOperationException("Bus__Transport is RabbitMq, which needs ConnectionStrings__RabbitMq.");
        bus.AddConfigureEndpointsCallback((_, endpoint) =>
        {
            if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
                queue.SetQuorumQueue();
        });
        bus.UsingRabbitMq((context, transport) =>
        {
            transport.Host(new Uri(connectionString));
            transport.PrefetchCount = options.Prefetch;
            transport.ConfigureJsonSerializerOptions(json => new(json) { WriteIndented = false });
            RetryPolicy.Apply(transport);
            foreach (var (message, queues) in CoreSubscriptions.Queues)
                transport.Publish(message, topology => DeclareQueues(topology, message, queues));
            transport.ConfigureEndpoints(context);
        });
    }

    /// <remarks>
    /// The queue is bound to the message's own exchange, beside the path over the endpoint's exchange that its service declares. RabbitMQ puts a
    /// message into a queue once, however many bindings lead there.
    /// </remarks>
    private static void DeclareQueues(IRabbitMqMessagePublishTopologyConfigurator topology, Type message, IReadOnlyList<string> queues)
    {
        foreach (var queue in queues)
            topology.BindQueue(MessageExchange.NameOf(message), queue, binding => binding.SetQuorumQueue());
    }
}
