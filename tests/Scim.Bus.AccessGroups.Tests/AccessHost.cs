using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Accounts;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults;

namespace Scim.Bus.AccessGroups.Tests;

/// <summary>AccessGroups and Accounts on an in-memory bus, where a publish returns when the message is handled.</summary>
internal sealed class AccessHost : IAsyncDisposable
{
    public static readonly TenantId Tenant = TenantId.Parse("acme", null);

    private const string AdminKey = "the-key-of-an-operator";

    private readonly TempFolder _folder = new("access");
    private readonly WebApplication _host;

    private AccessHost()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Bus:Transport"] = "InMemory";
        builder.Configuration["Store:Engine"] = "Sqlite";
        builder.Configuration["Store:Path"] = _folder.Path;
        builder.Configuration["Admin:ApiKey"] = AdminKey;
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.AddServiceDefaults("access").AddAccessGroups().AddAccounts();
        builder.Services.AddSingleton(Heard);
        builder.Services.AddBusConsumers(bus => bus.AddConsumer<Recorder>());
        builder.AddBus(singleProcess: true);
        _host = builder.Build();
        _host.MapServiceDefaults().MapAccessGroups().MapAccounts();
    }

    /// <summary>The answers to commands, and what subscribers are told of access.</summary>
    public ConcurrentQueue<object> Heard { get; } = [];

    /// <summary>The copies of the groups' settings in Accounts.</summary>
    public IDocumentCollection<AccessGroupRecord> Copies => _host.Services.GetRequiredService<IDocumentCollection<AccessGroupRecord>>();

    public Task<Document<AccessGroupRecord>?> CopyAsync(GroupId group) => Copies.GetAsync(Tenant, group.ToString(), default);

    public static async Task<AccessHost> StartAsync()
    {
        var host = new AccessHost();
        await host._host.StartAsync();
        // The admin API serves tenants that exist.
        await host.PublishAsync(new TenantConfigured
        {
            Tenant = Tenant,
            Version = 1,
            Settings = new TenantSettings(),
            OccurredAt = DateTimeOffset.UnixEpoch,
        });
        return host;
    }

    public Task PublishAsync<T>(T message)
        where T : class => _host.Services.GetRequiredService<IMessagePublisher>().PublishAsync(
        PendingMessage.Create(message, Guid.NewGuid(), DateTimeOffset.UtcNow), default);

    public async Task ConfigureAsync(GroupId group, params string[] permissions)
    {
        using var http = CreateClient();
        var path = new Uri($"/api/tenants/{Tenant}/access-groups/{group}/settings", UriKind.Relative);
        using var answer = await http.PutAsJsonAsync(path, new { permissions });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Reads something in the admin API.</summary>
    public async Task<JsonObject> GetAsync(string path)
    {
        using var http = CreateClient();
        return (await http.GetFromJsonAsync<JsonObject>(new Uri(path, UriKind.Relative)))!;
    }

    public async Task<AccountRecord?> AccountAsync(UserId user) =>
        (await _host.Services.GetRequiredService<AccountStore>().FindByUserAsync(Tenant, user, default))?.Body;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    private HttpClient CreateClient()
    {
        var http = new HttpClient { BaseAddress = new Uri(_host.Urls.First()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        return http;
    }

    private sealed class Recorder(ConcurrentQueue<object> heard) :
        IConsumer<AccountApplied>, IConsumer<CommandRefused>, IConsumer<AccessGroupApplied>
    {
        public Task Consume(ConsumeContext<AccountApplied> context) => Record(context.Message);

        public Task Consume(ConsumeContext<CommandRefused> context) => Record(context.Message);

        public Task Consume(ConsumeContext<AccessGroupApplied> context) => Record(context.Message);

        private Task Record(object message)
        {
            heard.Enqueue(message);
            return Task.CompletedTask;
        }
    }
}
