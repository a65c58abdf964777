using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Accounts;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults;
using Scim.Bus.Testing;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>What an admin reads when Accounts refuses a work e-mail or a UPN that another account has.</summary>
public sealed class DuplicateValueTests : IDisposable
{
    private const string AdminKey = "an-admins-key";

    private readonly TempFolder _folder = new("duplicates");
    private readonly ConcurrentQueue<StepRefused> _refusals = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("workEmail", "ann@acme.example", "Work e-mail")]
    [InlineData("upn", "ann.upn", "UPN")]
    public async Task A_refused_edit_names_the_value_and_the_account_that_has_it(string field, string value, string name)
    {
        await using var host = await StartAsync();
        using var http = Client(host);
        var ann = await CreateAsync(http, new()
        {
            ["workEmail"] = "ann@acme.example",
            ["upn"] = "ann.upn",
            ["firstName"] = "Ann",
            ["lastName"] = "Lee",
        });
        var kim = await CreateAsync(http, new() { ["workEmail"] = "kim@acme.example" });

        using var response = await http.PatchAsJsonAsync($"/api/tenants/acme/accounts/{kim}", new JsonObject { [field] = value });
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal($"{name} {value} already belongs to account {ann} (Ann Lee).", (string?)problem!["detail"]);
    }

    [Fact]
    public async Task I8_the_reason_of_a_refused_command_names_the_other_account_by_its_id_only()
    {
        await using var host = await StartAsync();
        using var http = Client(host);
        var ann = await CreateAsync(http, new() { ["workEmail"] = "ann@acme.example", ["upn"] = "ann.upn" });
        var command = new ApplyAccount
        {
            Tenant = TenantId.Parse("acme", null),
            User = new UserId(Guid.NewGuid()),
            Generation = 1,
            Exists = true,
            Active = true,
            Profile = new UserProfile { UserName = "ann.upn", WorkEmail = "kim@acme.example" },
            ProfileVersion = 1,
            ChangedAt = new Dictionary<string, long> { ["userName"] = 1, ["workEmail"] = 1 },
        };

        await host.Services.GetRequiredService<IMessagePublisher>().PublishAsync(
            PendingMessage.Create(command, Guid.NewGuid(), DateTimeOffset.UnixEpoch), default);
        await Eventually.Be(() => Assert.NotEmpty(_refusals));
        Assert.All(_refusals, refusal => Assert.Equal($"The user's UPN already belongs to another account: {ann}.", refusal.Reason));
    }

    private static HttpClient Client(WebApplication host)
    {
        var http = new HttpClient { BaseAddress = new Uri(host.Urls.First()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        return http;
    }

    private static async Task<string> CreateAsync(HttpClient http, JsonObject account)
    {
        using var response = await http.PostAsJsonAsync("/api/tenants/acme/accounts", account);
        response.EnsureSuccessStatusCode();
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Bus:Transport"] = "InMemory";
        builder.Configuration["Store:Engine"] = "Sqlite";
        builder.Configuration["Store:Path"] = _folder.Path;
        builder.Configuration["Admin:ApiKey"] = AdminKey;
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.AddServiceDefaults("accounts").AddAccounts();
        builder.Services.AddSingleton(_refusals);
        builder.Services.AddBusConsumers(bus => bus.AddConsumer<RefusalConsumer>());
        builder.AddBus(singleProcess: true);
        var host = builder.Build();
        host.MapServiceDefaults().MapAccounts();
        await host.StartAsync();
        return host;
    }

    private sealed class RefusalConsumer(ConcurrentQueue<StepRefused> refusals) : IConsumer<StepRefused>
    {
        public Task Consume(ConsumeContext<StepRefused> context)
        {
            refusals.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }
}
