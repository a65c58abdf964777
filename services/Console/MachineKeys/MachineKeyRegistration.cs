using Microsoft.AspNetCore.Authentication;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authentication;

namespace Scim.Bus.Console.MachineKeys;

/// <summary>Registers machine keys, and their use as credentials of the admin API.</summary>
internal static class MachineKeyRegistration
{
    public static void AddMachineKeys(this IServiceCollection services, string service)
    {
        services.AddOutbox(MachineKeyCollection.Create(service));
        services.AddSingleton(provider =>
        {
            var outbox = provider.GetRequiredService<Outbox<MachineKeyRecord>>();
            return ActivatorUtilities.CreateInstance<MachineKeyStore>(provider, outbox, outbox.Documents);
        });
        services.AddScoped<CreateMachineKey>();
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, MachineKeyAuthentication>(MachineKeyAuthentication.SchemeName, null);
        services.AddSingleton(new CredentialScheme(
            MachineKeyAuthentication.SchemeName, request => MachineKeySecret.HasForm(BearerToken.From(request))));
    }
}
