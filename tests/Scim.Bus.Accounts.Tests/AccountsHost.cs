using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Accounts.Tests;

/// <summary>Accounts in this process, on SQLite and an in-memory bus, with a client of its admin API.</summary>
internal sealed class AccountsHost : IAsyncDisposable
{
    private const string AdminKey = "the-key-of-an-operator";

    public static readonly TenantId Tenant = TenantId.Parse("acme", null);

    private readonly TempFolder _folder = new("accounts");
    private readonly WebApplication _app;

    private AccountsHost()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Bus:Transport"] = "InMemory";
        builder.Configuration["Store:Engine"] = "Sqlite";
        builder.Configuration["Store:Path"] = _folder.Path;
        builder.Configuration["Admin:ApiKey"] = AdminKey;
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.AddServiceDefaults("accounts").AddAccounts();
        builder.Services.AddSingleton(Refusals);
        builder.Services.AddBusConsumers(bus => bus.AddConsumer<RefusalConsumer>());
        builder.AddBus(singleProcess: true);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapServiceDefaults().MapAccounts();
    }

    public HttpClient Http { get; } = new();

    /// <summary>The refusals that Accounts has published.</summary>
    public ConcurrentQueue<CommandRefused> Refusals { get; } = new();

    public static async Task<AccountsHost> StartAsync()
    {
        var host = new AccountsHost();
        await host._app.StartAsync();
        var tenant = new TenantConfigured
        {
            Tenant = Tenant,
            Version = 1,
            Settings = new TenantSettings(),
            OccurredAt = DateTimeOffset.UnixEpoch,
        };
        await host._app.Services.GetRequiredService<TenantSettingsCache<AccountsService>>().ApplyAsync(tenant, default);
        host.Http.BaseAddress = new Uri($"{host._app.Urls.First()}/api/tenants/{Tenant}/");
        host.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        return host;
    }

    /// <summary>Creates an account by hand. Returns its id.</summary>
    public async Task<string> CreateAsync(JsonObject account)
    {
        using var response = await Http.PostAsJsonAsync("accounts", account);
        response.EnsureSuccessStatusCode();
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    public Task<HttpResponseMessage> EditAsync(string id, JsonObject fields) => Http.PatchAsJsonAsync($"accounts/{id}", fields);

    public async Task<JsonObject> GetAsync(string path) => (await Http.GetFromJsonAsync<JsonObject>(path))!;

    /// <summary>Publishes a command. Accounts has handled it when the task completes.</summary>
    public Task PublishAsync(ApplyAccount command) => _app.Services.GetRequiredService<IMessagePublisher>().PublishAsync(
        PendingMessage.Create(command, Guid.NewGuid(), DateTimeOffset.UnixEpoch), default);

    /// <summary>Reads the account of a user, as Provisioning does.</summary>
    public async Task<AccountSnapshot> ReadAsync(UserId user)
    {
        var request = new ReadAccounts { Tenant = Tenant, Owners = [new AccountOwner(user, null)] };
        var answer = await _app.Services.GetRequiredService<IBus>().Request<ReadAccounts, AccountPage>(request);
        return Assert.Single(answer.Message.Accounts);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class RefusalConsumer(ConcurrentQueue<CommandRefused> refusals) : IConsumer<CommandRefused>
    {
        public Task Consume(ConsumeContext<CommandRefused> context)
        {
            refusals.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }
}
