using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Scim.Bus.ServiceDefaults.Authentication;

/// <summary>Registers what verifies assertions.</summary>
public static class AssertionRegistration
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Has assertions for a service of this host taken.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="service">Name of the service.</param>
    public static IServiceCollection AddAssertionAudience(this IServiceCollection services, string service) =>
        services.AddSingleton(new AssertionAudience(service));

    internal static void AddAssertions(this IServiceCollection services)
    {
        services.AddHttpClient(PublishedAssertionKeys.Client, http =>
            {
                http.Timeout = PublishedAssertionKeys.Timeout;
                http.MaxResponseContentBufferSize = MaxBytes;
            })
            .RemoveAllLoggers()
            // Keys from elsewhere would let somebody else say who is let in.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<PublishedAssertionKeys>();
        services.AddSingleton(provider => new AssertionValidator(
            KeysOf(provider), provider.GetServices<AssertionAudience>(), provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>The Console's own keys if it is in this process, else those that it publishes; null if its address is not set.</summary>
    private static IAssertionKeys? KeysOf(IServiceProvider services) =>
        services.GetService<IAssertionKeys>()
        ?? (services.GetRequiredService<IOptions<AdminOptions>>().Value.Console is null
            ? null
            : services.GetRequiredService<PublishedAssertionKeys>());
}
