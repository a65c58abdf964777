using MassTransit;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Gateway;
using Scim.Bus.Console.Identity;
using Scim.Bus.Console.MachineKeys;
using Scim.Bus.Console.SigningKeys;
using Scim.Bus.Console.Tenants;
using Scim.Bus.Console.Timeline;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authentication;
using Scim.Bus.ServiceDefaults.Telemetry;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Console;

/// <summary>Adds the Console to a host.</summary>
public static class ConsoleRegistration
{
    /// <summary>Adds the pages, the provisioning log, the machine keys and the gateway.</summary>
    public static WebApplicationBuilder AddConsole(this WebApplicationBuilder builder)
    {
        builder.Services.AddDocumentCollection(TimelineCollection.Items);
        builder.Services.AddSingleton<TimelineWriter>();
        builder.Services.AddErrors(TimelineCollection.Service);
        builder.Services.AddAudit<TenantLookup<ConsoleService>>(TimelineCollection.Service);
        builder.Services.AddTenantSettings<ConsoleService>(TimelineCollection.Service);
        builder.Services.AddBusConsumers(bus =>
        {
            bus.AddConsumer<TimelineConsumer, TimelineConsumerDefinition>();
            bus.AddConsumer<TenantConsumer, TenantConsumerDefinition>();
        });
        builder.Services.AddAssertionAudience(TimelineCollection.Service);
        builder.Services.AddSigningKeys(TimelineCollection.Service);
        builder.Services.AddMachineKeys(TimelineCollection.Service);
        builder.Services.AddAdminAssertions();
        builder.AddGateway();
        builder.Services.BeginTraces();
        builder.AddIdentity();
        builder.Services.AddClients();
        builder.Services.AddPages();
        // Most of what it serves, login questions included, needs no broker.
        builder.Services.ReportDegradedWithoutBroker();
        return builder;
    }

    /// <summary>Maps the pages, the provisioning log, the machine keys and the gateway.</summary>
    public static WebApplication MapConsole(this WebApplication app)
    {
        app.MapPages();
        app.MapTimeline();
        app.MapMachineKeys();
        app.MapSigningKeys();
        app.MapGateway();
        return app;
    }
}
