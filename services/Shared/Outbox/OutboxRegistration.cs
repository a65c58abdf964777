using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>Registers outboxes.</summary>
public static class OutboxRegistration
{
    /// <summary>Registers a collection, its <see cref="Outbox{T}"/>, and the relay that publishes the messages in its documents.</summary>
    public static IServiceCollection AddOutbox<T>(this IServiceCollection services, CollectionDefinition<T> definition)
        where T : class, IHasOutbox<T>
    {
        services.AddDocumentCollection(definition);
        services.AddDueClock(definition.Service);
        services.TryAddSingleton<LocalEntryStores>();
        services.TryAddSingleton<SweepPulse>();
        services.AddSingleton<OutboxRelay<T>>();
        services.AddSingleton<Outbox<T>>();
        services.AddSingleton<IMessageReplacement, MessageReplacement<T>>();
        services.AddSingleton<IOutboxBacklog, OutboxBacklog<T>>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxRelay<T>>());
        return services;
    }

    private static void AddDueClock(this IServiceCollection services, string service)
    {
        if (services.Any(registered => registered.ImplementationInstance is ClockMarkOf known && known.Service == service))
            return;
        services.AddSingleton(new ClockMarkOf(service));
        services.AddDocumentCollection(ClockMark.Collection(service));
        services.TryAddSingleton<DueClock>();
        if (services.All(registered => registered.ServiceType != typeof(DueClockSync)))
        {
            services.AddSingleton<DueClockSync>();
            services.AddHostedService(provider => provider.GetRequiredService<DueClockSync>());
        }
    }

    /// <summary>Marks in the service collection that a service's database has its collection already.</summary>
    private sealed record ClockMarkOf(string Service);
}
