using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

namespace Scim.Bus.Ingress.Tests;

/// <summary>The ingress in this process, over real HTTP, on SQLite and an in-memory bus. Records everything that it publishes.</summary>
public sealed class IngressHost : IAsyncLifetime, IAsyncDisposable
{
    private const string AdminKey = "the-key-of-an-operator";

    private readonly Lazy<TempFolder> _folder = new(() => new TempFolder("ingress"));
    private WebApplication? _app;

    /// <summary>The folder of the store, for hosts that share one; by default each has its own.</summary>
    public TempFolder? Folder { get; init; }

    public IServiceProvider Services => _app!.Services;

    public Uri Address { get; private set; } = null!;

    /// <summary>All published messages, in the order of their arrival.</summary>
    public ConcurrentQueue<object> Published { get; } = new();

    /// <summary>
    /// Additional configuration, to be set before the host starts. Nothing is refused or left out because the machine is slow, unless a
    /// test sets another limit.
    /// </summary>
    public IDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Scim:MaxWait"] = "00:05:00",
        ["Requests:RefusalPatience"] = "00:05:00",
    };

    /// <summary>Registers services ahead of the ingress's own.</summary>
    public Action<IServiceCollection>? Configure { get; init; }

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(Settings)
        {
            ["Bus:Transport"] = "InMemory",
            ["Store:Engine"] = "Sqlite",
            ["Store:Path"] = (Folder ?? _folder.Value).Path,
            ["Admin:ApiKey"] = AdminKey,
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.Services.AddSingleton(Published);
        Configure?.Invoke(builder.Services);
        builder.AddServiceDefaults("ingress").AddIngress();
        builder.Services.AddBusConsumers(bus => bus.AddConsumer<Recorder>());
        builder.AddBus(singleProcess: true);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapServiceDefaults().MapIngress();
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async Task DisposeAsync()
    {
        // Disposing alone would take services away from work that still goes on.
        await _app!.StopAsync();
        await _app.DisposeAsync();
        if (_folder.IsValueCreated)
            _folder.Value.Dispose();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    /// <summary>Creates a tenant for a test.</summary>
    public async Task<TenantClient> NewTenantAsync(string identityProvider = "other", string settings = "")
    {
        var name = $"t-{Guid.CreateVersion7():n}"[..30];
        using var admin = Admin();
        var created = await admin.PostAsync(
            "/api/tenants", Json($$"""{"id":"{{name}}","identityProvider":"{{identityProvider}}"{{settings}}}"""));
        created.EnsureSuccessStatusCode();
        var token = await admin.PostAsync($"/api/tenants/{name}/tokens", Json("{}"));
        var secret = JsonNode.Parse(await token.Content.ReadAsStringAsync())!["token"]!.GetValue<string>();
        return new TenantClient(this, TenantId.Parse(name, null), secret);
    }

    public HttpClient Admin() => new()
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", AdminKey) },
    };

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    internal sealed class Recorder(ConcurrentQueue<object> published) :
        IConsumer<UserProvisioned>,
        IConsumer<UserUpdated>,
        IConsumer<UserDeprovisioned>,
        IConsumer<DeactivationRefused>,
        IConsumer<GroupProvisioned>,
        IConsumer<GroupUpdated>,
        IConsumer<GroupDeprovisioned>,
        IConsumer<GroupMembershipChanged>,
        IConsumer<AccessGroupConflictDetected>,
        IConsumer<AccessGroupConflictResolved>,
        IConsumer<AssignmentChanged>,
        IConsumer<TimelineEntry>,
        IConsumer<TokenExpiring>,
        IConsumer<ConnectionAlert>
    {
        public Task Consume(ConsumeContext<UserProvisioned> context) => Record(context.Message);

        public Task Consume(ConsumeContext<UserUpdated> context) => Record(context.Message);

        public Task Consume(ConsumeContext<UserDeprovisioned> context) => Record(context.Message);

        public Task Consume(ConsumeContext<DeactivationRefused> context) => Record(context.Message);

        public Task Consume(ConsumeContext<GroupProvisioned> context) => Record(context.Message);

        public Task Consume(ConsumeContext<GroupUpdated> context) => Record(context.Message);

        public Task Consume(ConsumeContext<GroupDeprovisioned> context) => Record(context.Message);

        public Task Consume(ConsumeContext<GroupMembershipChanged> context) => Record(context.Message);

        public Task Consume(ConsumeContext<AccessGroupConflictDetected> context) => Record(context.Message);

        public Task Consume(ConsumeContext<AccessGroupConflictResolved> context) => Record(context.Message);

        public Task Consume(ConsumeContext<AssignmentChanged> context) => Record(context.Message);

        public Task Consume(ConsumeContext<TimelineEntry> context) => Record(context.Message);

        public Task Consume(ConsumeContext<TokenExpiring> context) => Record(context.Message);

        public Task Consume(ConsumeContext<ConnectionAlert> context) => Record(context.Message);

        private Task Record(object message)
        {
            published.Enqueue(message);
            return Task.CompletedTask;
        }
    }
}
