using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore.Mongo;
using Scim.Bus.DocumentStore.Sqlite;

namespace Scim.Bus.DocumentStore.Engines;

/// <summary>Registers the document store of a host.</summary>
public static class DocumentStoreRegistration
{
    /// <summary>Registers the store in the configured engine, and the check of its schema.</summary>
    public static IServiceCollection AddDocumentStore(this IServiceCollection services)
    {
        services.AddOptions<DocumentStoreOptions>().BindConfiguration(DocumentStoreOptions.Section);
        services.TryAddSingleton<IDocumentStore>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<DocumentStoreOptions>>();
            return options.Value.Engine == StoreEngine.Sqlite
                ? new SqliteDocumentStore(options, provider.GetService<TimeProvider>())
                : new MongoDocumentStore(options, provider.GetRequiredService<IConfiguration>());
        });
        services.TryAddSingleton<StoreSchemaCheck>();
        services.AddHostedService(provider => provider.GetRequiredService<StoreSchemaCheck>());
        return services;
    }
}
