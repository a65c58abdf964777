using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.ServiceDefaults.Network;

/// <summary>Registers trusted proxies and the limit of failed authentications.</summary>
internal static class NetworkRegistration
{
    public static void AddNetwork(this IServiceCollection services)
    {
        services.AddValidatedOptions<NetworkOptions>(NetworkOptions.Section);
        services.AddTrustedProxies();
        services.AddSingleton<FailedAuthentications>();
        services.AddSingleton<FailedAuthenticationLimit>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler>(
            provider => provider.GetRequiredService<FailedAuthenticationLimit>());
    }

    /// <summary>Stands before authentication.</summary>
    public static void UseFailedAuthenticationLimit(this IApplicationBuilder app)
    {
        var limit = app.ApplicationServices.GetRequiredService<FailedAuthenticationLimit>();
        app.Use(next => context => limit.InvokeAsync(context, next));
    }
}
