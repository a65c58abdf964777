using MassTransit;
using MassTransit.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Errors;

/// <summary>Registers what happens to messages that are set aside.</summary>
public static class ErrorRegistration
{
    /// <summary>
    /// Keeps the errors of a service in its database: messages that its queues set aside, and those of its outboxes that can't be
    /// published.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="service">Name of the service's database, with which the names of its queues begin.</param>
    public static IServiceCollection AddErrors(this IServiceCollection services, string service) => services.AddSingleton(
        provider => new ErrorStore(
            service, provider.GetRequiredService<IDocumentStore>(), provider.GetRequiredService<TimeProvider>()));

    /// <summary>Adds what all services of the process share, for their transport.</summary>
    internal static void AddErrorHandling(this IServiceCollection services, BusTransport transport)
    {
        services.TryAddSingleton<ErrorQueues>();
        services.TryAddSingleton<SagaNotifier>();
        services.TryAddSingleton<LocalEntryStores>();
        services.TryAddSingleton<IUnpublishableMessages, UnpublishableMessages>();
        services.TryAddSingleton(provider => new ErrorActions(
            provider.GetRequiredService<IErrorSender>(),
            provider.GetRequiredService<IMessagePublisher>(),
            provider.GetRequiredService<SagaNotifier>(),
            provider.GetServices<IMessageReplacement>(),
            provider.GetRequiredService<LocalEntryStores>()));
        services.AddHostedService<ErrorTelemetry>();
        services.AddHostedService<ErrorMaintenance>();
        if (transport == BusTransport.InMemory)
        {
            services.TryAddSingleton<IErrorSender, InMemoryErrorSender>();
            return;
        }

        services.TryAddSingleton<ErrorQueueSignal>();
        services.TryAddSingleton<IErrorSender, RabbitMqErrorSender>();
        services.AddHostedService<ErrorQueueDrain>();
    }

    /// <summary>Learns the queues of the process's services, and on the in-memory transport stores what they set aside.</summary>
    internal static void ConfigureErrors(this IBusRegistrationConfigurator bus, BusTransport transport)
    {
        bus.AddConfigureEndpointsCallback((context, queue, endpoint) =>
        {
            if (context.GetRequiredService<ErrorQueues>().Add(queue) is not { } store || transport != BusTransport.InMemory)
                return;
            // Resolved lazily: it publishes through the bus, which is being built.
            var filter = new InMemoryErrorFilter(store, new Lazy<SagaNotifier>(context.GetRequiredService<SagaNotifier>), queue);
            endpoint.ConfigureError(error =>
            {
                // Before the fault is generated, of which observers are told.
                error.UseFilter(filter);
                error.UseFilter(new GenerateFaultFilter());
            });
            endpoint.ConfigureDeadLetter(skipped => skipped.UseFilter(filter));
        });
    }
}
