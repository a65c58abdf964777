using Scim.Bus.Console.Identity;

namespace Scim.Bus.Console.Clients;

/// <summary>Adds the clients of the services' admin API.</summary>
internal static class ClientRegistration
{
    public static void AddClients(this IServiceCollection services)
    {
        services.AddSingleton<ServiceAddresses>();
        services.AddClient<TenantsClient>("ingress", addresses => addresses.Ingress);
        services.AddClient<DirectoryClient>("ingress", addresses => addresses.Ingress);
        services.AddClient<ConnectionClient>("ingress", addresses => addresses.Ingress);
        services.AddClient<RequestsClient>("ingress", addresses => addresses.Ingress);
        services.AddClient<AccountsClient>("accounts", addresses => addresses.Accounts);
        services.AddClient<AccessGroupsClient>("access-groups", addresses => addresses.AccessGroups);
        services.AddClient<ProvisioningClient>("provisioning", addresses => addresses.Provisioning);
        services.AddClient<LogClient>("console", addresses => addresses.Console);
        services.AddClient<ErrorsClient>("console", addresses => addresses.Console);
        services.AddClient<MachineKeysClient>("console", addresses => addresses.Console);
        services.AddClient<AuditClient>("console", addresses => addresses.Console);
        services.AddTransient<Names>();
    }

    private static void AddClient<T>(this IServiceCollection services, string service, Func<ServiceAddresses, Uri> address)
        where T : ServiceClient => services
        .AddHttpClient<T>()
        .ForAdminApi(service, provider => address(provider.GetRequiredService<ServiceAddresses>()));
}
