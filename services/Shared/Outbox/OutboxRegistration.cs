using Microsoft.Extensions.DependencyInjection;
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
        services.AddSingleton<OutboxRelay<T>>();
        services.AddSingleton<Outbox<T>>();
        services.AddSingleton<IMessageReplacement, MessageReplacement<T>>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxRelay<T>>());
        return services;
    }
}
