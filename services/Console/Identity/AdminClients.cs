namespace Scim.Bus.Console.Identity;

/// <summary>Registers what speaks to other services in somebody's name.</summary>
internal static class AdminClients
{
    public static void AddAdminAssertions(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IAdminAssertions, AdminAssertions>();
    }

    /// <summary>
    /// Adds an HTTP client for the admin API of a service, whose requests carry an assertion. It has no time-out: each call has its own.
    /// </summary>
    public static IHttpClientBuilder AddAdminClient(this IServiceCollection services, string service, Uri address) => services
        .AddHttpClient(NameOf(service), http =>
        {
            http.BaseAddress = address;
            http.Timeout = Timeout.InfiniteTimeSpan;
        })
        .RemoveAllLoggers()
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        .AddHttpMessageHandler(provider => new AssertionHandler(
            service, provider.GetRequiredService<IAdminAssertions>(), provider.GetRequiredService<IHttpContextAccessor>()));

    /// <summary>Name of the HTTP client for the admin API of a service.</summary>
    public static string NameOf(string service) => $"admin-{service}";
}
