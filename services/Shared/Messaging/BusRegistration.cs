using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Health;
using Scim.Bus.Messaging.Relaying;
using Scim.Bus.Messaging.Topology;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Messaging;

/// <summary>Puts a service's consumers on the bus, and the bus into the host.</summary>
public static class BusRegistration
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Notes consumers and sagas of a service. <see cref="AddBus"/> puts those of all services in the process on one bus.</summary>
    public static IServiceCollection AddBusConsumers(this IServiceCollection services, Action<IBusRegistrationConfigurator> configure) =>
        services.AddSingleton(new Contribution(configure));

    /// <summary>Registers the outbox of a collection: a relay, and the way to write through it.</summary>
    public static IServiceCollection AddOutbox<T>(this IServiceCollection services, CollectionDefinition<T> definition)
        where T : class, IOutboxBody<T>
    {
        services.AddDocumentCollection(definition);
        services.AddSingleton<Relay<T>>();
        services.AddSingleton<Outbox<T>>();
        services.AddHostedService(provider => provider.GetRequiredService<Relay<T>>());
        return services;
    }

    /// <summary>
    /// Notes that a service is of use to those who call it while the broker is away: it stays ready then, and says that it is degraded. A service
    /// that does not say so does nothing but handle messages, and is not ready without a broker.
    /// </summary>
    public static IServiceCollection StayReadyWithoutBroker(this IServiceCollection services) => services.AddSingleton<BusHealth.OfUseWithoutBroker>();

    /// <summary>Registers long work whose progress is kept in a collection.</summary>
    public static IServiceCollection AddStepwiseWork<T, TWork>(this IServiceCollection services, CollectionDefinition<T> definition)
        where T : class, IOutboxBody<T>
        where TWork : StepwiseWork<T>
    {
        services.AddOutbox(definition);
        services.AddSingleton<TWork>();
        services.AddSingleton<IDueWork<T>>(provider => provider.GetRequiredService<TWork>());
        services.AddHostedService(provider => provider.GetRequiredService<TWork>());
        return services;
    }

    /// <summary>Adds the bus. Called after all services were added.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="isWhole">Whether nobody outside of this process is to hear anything: only then a transport within it will do.</param>
    /// <exception cref="InvalidOperationException">The transport is RabbitMQ and there is no connection string for it, or it is none that others could hear.</exception>
    public static TBuilder AddBus<TBuilder>(this TBuilder builder, bool isWhole = false)
        where TBuilder : IHostApplicationBuilder
    {
        var options = builder.Configuration.GetSection(BusOptions.Section).Get<BusOptions>() ?? new BusOptions();
        if (options.Transport == BusTransport.InMemory && !isWhole)
            throw new InvalidOperationException("Bus__Transport is InMemory, which carries nothing to other processes: only AllInOne can use it.");
        builder.Services.TryAddSingleton<ConfirmedPublisher>();
        builder.Services.TryAddSingleton<DeliveryTracker>();
        builder.Services.TryAddSingleton<BusStart>();
        builder.Services.TryAddSingleton<QueueSender>();
        builder.Services.AddOptions<BusOptions>().BindConfiguration(BusOptions.Section);
        builder.Services.Configure<MassTransitHostOptions>(host =>
        {
            // The HTTP side starts without a broker: pushes are accepted and wait in the store. Readiness tells operators.
            host.WaitUntilStarted = false;
            host.StartTimeout = StartTimeout;
            host.StopTimeout = StopTimeout;
        });
        builder.Services.AddBusHealth();
        var contributions = builder.Services
            .Select(service => service.ImplementationInstance as Contribution)
            .OfType<Contribution>()
            .ToList();
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.ConfigureHealthCheckOptions(check => check.Tags.Add(BusHealth.NotAsked));
            bus.AddBusObserver(provider => provider.GetRequiredService<BusStart>());
            bus.SetEndpointNameFormatter(new ServiceEndpointNames());
            foreach (var contribution in contributions)
                contribution.Configure(bus);
            if (options.Transport == BusTransport.InMemory)
                UseInMemory(bus, options);
            else
                UseRabbitMq(bus, options, builder.Configuration.GetConnectionString("RabbitMq"));
        });
        return builder;
    }

    private static void UseInMemory(IBusRegistrationConfigurator bus, BusOptions options) => bus.UsingInMemory((context, transport) =>
    {
        var endpoints = new EndpointCount();
        var tracker = context.GetRequiredService<DeliveryTracker>();
        transport.ConnectReceiveObserver(tracker);
        transport.ConcurrentMessageLimit = options.Prefetch;
        RetryPolicy.Apply(transport);
        endpoints.Watch(transport);
        transport.ConfigureEndpoints(context);
        tracker.Track(endpoints);
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

    internal sealed record Contribution(Action<IBusRegistrationConfigurator> Configure);
}
