using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.DocumentStore.Engines;
using Scim.Bus.Messaging.Errors;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>
/// A host on SQLite, and on RabbitMQ or the in-memory transport, that keeps the errors of a service. What it consumes, and by what, is its
/// test's.
/// </summary>
internal static class ConsumingHost
{
    public static async Task<WebApplication> StartAsync(
        string? virtualHost, string folder, string service, Action<IServiceCollection> configure)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Bus:Transport"] = virtualHost is null ? "InMemory" : "RabbitMq",
            ["ConnectionStrings:RabbitMq"] = virtualHost,
            ["Store:Engine"] = "Sqlite",
            ["Store:Path"] = folder,
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDocumentStore().AddErrors(service);
        configure(builder.Services);
        builder.AddBus(singleProcess: true);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
