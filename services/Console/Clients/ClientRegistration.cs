namespace Scim.Bus.Console.Clients;

/// <summary>Adds the clients of the services' admin API.</summary>
internal static class ClientRegistration
{
    public static void AddClients(this IServiceCollection services)
    {
        services.AddSingleton<ServiceAddresses>();
        services.AddClient<TenantsClient>(addresses => addresses.Ingress);
        services.AddClient<AccountsClient>(addresses => addresses.Accounts);
        services.AddClient<AccessGroupsClient>(addresses => addresses.AccessGroups);
        services.AddClient<ProvisioningClient>(addresses => addresses.Provisioning);
        services.AddClient<LogClient>(addresses => addresses.Console);
        services.AddClient<ErrorsClient>(addresses => addresses.Console);
        services.AddTransient<Names>();
    }

    private static void AddClient<T>(this IServiceCollection services, Func<ServiceAddresses, Uri> address)
        where T : ServiceClient => services
        .AddHttpClient<T>((provider, http) =>
        {
            http.BaseAddress = address(provider.GetRequiredService<ServiceAddresses>());
            // Each call has a limit of its own.
            http.Timeout = Timeout.InfiniteTimeSpan;
        })
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        // It logs addresses, and filters in them contain names and e-mail addresses.
        .RemoveAllLoggers();
}
