using MassTransit;
using Scim.Bus.Console.Gateway;
using Scim.Bus.Console.Page;
using Scim.Bus.Console.Tenants;
using Scim.Bus.Console.Timeline;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.ServiceDefaults.Telemetry;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Console;

/// <summary>Adds the Console to a host.</summary>
public static class ConsoleRegistration
{
    /// <summary>Adds the provisioning log and the gateway.</summary>
    public static WebApplicationBuilder AddConsole(this WebApplicationBuilder builder)
    {
        builder.Services.AddDocumentCollection(TimelineCollection.Items);
        builder.Services.AddSingleton<TimelineWriter>();
        builder.Services.AddErrors(TimelineCollection.Service);
        builder.Services.AddTenantSettings<ConsoleService>(TimelineCollection.Service);
        builder.Services.AddBusConsumers(bus =>
        {
            bus.AddConsumer<TimelineConsumer, TimelineConsumerDefinition>();
            bus.AddConsumer<TenantConsumer, TenantConsumerDefinition>();
        });
        builder.AddGateway();
        builder.Services.BeginTraces();
        // Most of what it serves, login questions included, needs no broker.
        builder.Services.ReportDegradedWithoutBroker();
        return builder;
    }

    /// <summary>Maps the page, the provisioning log and the gateway.</summary>
    public static WebApplication MapConsole(this WebApplication app)
    {
        app.MapPage();
        app.MapTimeline();
        app.MapReverseProxy();
        return app;
    }
}
