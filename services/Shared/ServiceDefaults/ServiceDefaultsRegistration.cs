using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore.Engines;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Health;
using Scim.Bus.ServiceDefaults.Telemetry;

namespace Scim.Bus.ServiceDefaults;

/// <summary>What every service has.</summary>
public static class ServiceDefaultsRegistration
{
    /// <summary>Adds the document store, telemetry, health and the shared part of the admin API.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="service">The name under which operators see the process.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
        });
        // Its lines on requests have the query, where filters name people.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddTelemetry(service);
        builder.Services.AddDocumentStore();
        builder.Services.AddHealth();
        builder.Services.AddAdminApi(builder.Configuration);
        return builder;
    }

    /// <summary>Maps health, metrics and the description of the admin API.</summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        app.UseWhen(AdminEndpoints.IsMeant, api =>
        {
            api.UseExceptionHandler();
            api.UseStatusCodePages();
        });
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapOpenApi();
        return app;
    }
}
