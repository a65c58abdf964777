using Microsoft.AspNetCore.Authentication;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authentication;

namespace Scim.Bus.Console.MachineKeys;

/// <summary>Registers machine keys, and their use as credentials of the admin API.</summary>
internal static class MachineKeyRegistration
{
    public static void AddMachineKeys(this IServiceCollection services, string service)
    {
        services.AddDocumentCollection(MachineKeyCollection.Create(service));
        services.AddSingleton<MachineKeyStore>();
        services.AddScoped<CreateMachineKey>();
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, MachineKeyAuthentication>(MachineKeyAuthentication.SchemeName, null);
        services.AddSingleton(new CredentialScheme(
            MachineKeyAuthentication.SchemeName, request => MachineKeySecret.HasForm(BearerToken.From(request))));
    }
}
