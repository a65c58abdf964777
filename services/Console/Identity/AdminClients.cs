namespace Scim.Bus.Console.Identity;

/// <summary>Registers what speaks to other services in somebody's name.</summary>
internal static class AdminClients
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    public static void AddAdminAssertions(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IAdminAssertions, AdminAssertions>();
    }

    /// <summary>
    /// Makes an HTTP client one of a service's admin API: its requests carry an assertion. It has no time-out: each call has its own.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="service">Name of the service as the audience of an assertion, such as <c>access-groups</c>.</param>
    /// <param name="address">Where the service is.</param>
    public static IHttpClientBuilder ForAdminApi(
        this IHttpClientBuilder client, string service, Func<IServiceProvider, Uri> address) => client
        .ConfigureHttpClient((provider, http) =>
        {
            http.BaseAddress = address(provider);
            http.Timeout = Timeout.InfiniteTimeSpan;
        })
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
        })
        .AddHttpMessageHandler(provider => new AssertionHandler(
            service, provider.GetRequiredService<IAdminAssertions>(), provider.GetRequiredService<IHttpContextAccessor>()))
        // It logs addresses, and filters in them contain names and e-mail addresses.
        .RemoveAllLoggers();

    /// <summary>Name of the HTTP client for the admin API of a service in another process.</summary>
    public static string NameOf(string service) => $"admin-{service}";
}
