using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Engines;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authentication;
using Scim.Bus.ServiceDefaults.Authorization;
using Scim.Bus.ServiceDefaults.Errors;
using Scim.Bus.ServiceDefaults.Health;
using Scim.Bus.ServiceDefaults.Http;
using Scim.Bus.ServiceDefaults.Network;
using Scim.Bus.ServiceDefaults.OpenApi;
using Scim.Bus.ServiceDefaults.Settings;
using Scim.Bus.ServiceDefaults.Startup;
using Scim.Bus.ServiceDefaults.Telemetry;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.ServiceDefaults;

/// <summary>Registers what every service has.</summary>
public static class ServiceDefaultsRegistration
{
    /// <summary>Adds the document store, telemetry, health and the shared part of the admin API.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="service">Name of the service in telemetry, such as <c>access-groups</c>.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.AddSecretFiles();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
        });
        // Request logs contain query strings, and filters in them contain names and e-mail addresses.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.AddHttpServer();
        builder.AddAdminListener();
        StartupLog.Add(builder);
        builder.Services.AddHostedService<StopReport>();
        builder.Services.AddSingleton<EndpointsBuiltOnce>();
        builder.Services.AddHostedService(services => services.GetRequiredService<EndpointsBuiltOnce>());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddTelemetry(service);
        builder.Services.AddDocumentStore();
        builder.Services.ValidateOptions<DocumentStoreOptions>(DocumentStoreOptions.Section);
        builder.Services.ValidateOptions<BusOptions>(BusOptions.Section);
        builder.Services.AddNetwork();
        builder.Services.AddHealth();
        builder.Services.AddAdminApi();
        builder.Services.AddAdminAuthentication();
        builder.Services.AddAdminAuthorization();
        builder.Services.AddAudit();
        builder.Services.AddErrorApi();
        builder.Services.AddAdminApiDocument();
        return builder;
    }

    /// <summary>Maps health, metrics and the admin API's OpenAPI document, and adds authentication and error handling.</summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        StartupLog.EndWithStart(app);
        app.Services.GetRequiredService<EndpointsBuiltOnce>().Of(app);
        app.UseForwardedHeaders();
        app.UseResponseHeaders();
        app.UseAdminListener();
        app.UseWhen(AdminEndpoints.IsAdminRequest, api =>
        {
            api.UseExceptionHandler();
            api.UseStatusCodePages();
        });
        app.UseFailedAuthenticationLimit();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAudit();
        app.UseTenantRequirements();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
        app.MapOpenApi().AllowAnonymous();
        app.MapErrors();
        app.MapAudit();
        return app;
    }
}
