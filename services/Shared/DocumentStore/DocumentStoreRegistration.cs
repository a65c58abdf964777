using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Scim.Bus.DocumentStore;

/// <summary>Registers collections.</summary>
public static class DocumentStoreRegistration
{
    /// <summary>Makes a collection available as <see cref="IDocumentCollection{T}"/>.</summary>
    public static IServiceCollection AddDocumentCollection<T>(this IServiceCollection services, CollectionDefinition<T> definition)
        where T : class
    {
        services.AddOptions<DocumentStoreOptions>().BindConfiguration(DocumentStoreOptions.Section);
        services.TryAddSingleton<DocumentStores>();
        return services.AddSingleton(provider => provider.GetRequiredService<DocumentStores>().Open(definition));
    }
}
