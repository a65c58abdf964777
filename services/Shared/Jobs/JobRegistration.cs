using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Jobs;

/// <summary>Registers jobs.</summary>
public static class JobRegistration
{
    /// <summary>Registers a job and the collection that stores its progress.</summary>
    public static IServiceCollection AddResumableJob<T, TJob>(this IServiceCollection services, CollectionDefinition<T> definition)
        where T : class, IHasOutbox<T>
        where TJob : ResumableJob<T>
    {
        services.AddOutbox(definition);
        services.AddSingleton<TJob>();
        services.AddSingleton<IScheduledWork<T>>(provider => provider.GetRequiredService<TJob>());
        services.AddHostedService(provider => provider.GetRequiredService<TJob>());
        return services;
    }
}
