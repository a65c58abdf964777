using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Engines;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>A host that relays the outboxes of letters and consumes nothing.</summary>
internal sealed class RelayHost : IAsyncDisposable
{
    private readonly WebApplication _host;

    private RelayHost(WebApplication host) => _host = host;

    public IDocumentCollection<Letter> Letters => _host.Services.GetRequiredService<IDocumentCollection<Letter>>();

    public Outbox<Letter> Outbox => _host.Services.GetRequiredService<Outbox<Letter>>();

    /// <summary>The errors of the service that owns the letters, if it keeps them.</summary>
    public ErrorStore Errors => _host.Services.GetRequiredService<ErrorStore>();

    public ErrorActions Actions => _host.Services.GetRequiredService<ErrorActions>();

    public static async Task<RelayHost> StartAsync(
        string virtualHost, IReadOnlyDictionary<string, string?> store, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(store);
        builder.Configuration["ConnectionStrings:RabbitMq"] = virtualHost;
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDocumentStore().AddOutbox(Letter.Collection);
        configure?.Invoke(builder.Services);
        builder.AddBus();
        var host = builder.Build();
        await host.StartAsync();
        return new RelayHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }
}
