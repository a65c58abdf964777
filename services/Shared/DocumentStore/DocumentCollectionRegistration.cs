using Microsoft.Extensions.DependencyInjection;

namespace Scim.Bus.DocumentStore;

/// <summary>Registers collections.</summary>
public static class DocumentCollectionRegistration
{
    /// <summary>Registers a collection as <see cref="IDocumentCollection{T}"/>, in the store of the host.</summary>
    public static IServiceCollection AddDocumentCollection<T>(this IServiceCollection services, CollectionDefinition<T> definition)
        where T : class => services
        .AddSingleton(new StoreDatabase(definition.Service))
        .AddSingleton(provider => provider.GetRequiredService<IDocumentStore>().Open(definition));
}
