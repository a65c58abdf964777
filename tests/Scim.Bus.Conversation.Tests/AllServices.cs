using System.Net.Http.Headers;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Scim.Bus.AccessGroups;
using Scim.Bus.Accounts;
using Scim.Bus.Console;
using Scim.Bus.Ingress;
using Scim.Bus.Messaging;
using Scim.Bus.Notifications;
using Scim.Bus.Provisioning;
using Scim.Bus.ServiceDefaults;

namespace Scim.Bus.Conversation.Tests;

/// <summary>All services in this process, as in AllInOne, with a counter on their bus and their store.</summary>
internal sealed class AllServices : IAsyncDisposable
{
    private const string Token = "an-identity-providers-token";
    private const string AdminKey = "the-key-of-an-operator";

    /// <summary>Collections whose documents are due while anything is left to be done for a push.</summary>
    private static readonly (string Database, string Collection)[] Busy =
    [
        ("ingress", "users"), ("ingress", "groups"), ("provisioning", "users"), ("accounts", "accounts"), ("access-groups", "groups"),
        ("notifications", "notifications"), ("accounts", "accessGroups"), ("provisioning", "settingsRollouts"),
    ];

    /// <summary>What is due later than this is not waited for.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromMinutes(1);

    private readonly TempFolder _folder;
    private readonly WebApplication _host;

    private AllServices(WebApplication host, TempFolder folder, TrafficCounter counter)
    {
        (_host, _folder, Counter) = (host, folder, counter);
        Scim = Client("scim/v2/", Token);
        Admin = Client("api/tenants/", AdminKey);
    }

    public TrafficCounter Counter { get; }

    public HttpClient Scim { get; }

    public HttpClient Admin { get; }

    public static async Task<AllServices> StartAsync()
    {
        var folder = new TempFolder("conversation");
        var counter = new TrafficCounter();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Bus:Transport"] = "InMemory",
            ["Store:Engine"] = "Sqlite",
            ["Store:Path"] = folder.Path,
            ["Admin:ApiKey"] = AdminKey,
            ["Bootstrap:Tenant"] = "acme",
            ["Bootstrap:Token"] = Token,
            // On a slow machine the admins' digest would be due in between, which is no part of a push.
            ["Notifications:DigestAfter"] = "1.00:00:00",
            ["Notifications:DigestWithin"] = "1.00:00:00",
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.AddServiceDefaults("all-in-one")
            .AddIngress()
            .AddProvisioning()
            .AddAccounts()
            .AddAccessGroups()
            .AddNotifications()
            .AddConsole();
        builder.Services.AddPublishObserver(_ => counter);
        builder.Services.AddReceiveObserver(_ => counter);
        builder.AddBus(singleProcess: true);
        var host = builder.Build();
        host.MapServiceDefaults().MapIngress().MapProvisioning().MapAccounts().MapAccessGroups().MapConsole();
        await host.StartAsync();
        return new AllServices(host, folder, counter);
    }

    /// <summary>Waits until nothing is pending or scheduled, and nothing has been counted for a moment.</summary>
    public Task QuietAsync()
    {
        var last = -1;
        return Eventually.Be(async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(400));
            var now = Counter.Total;
            var isQuiet = now == last && Busy.All(part => CountDue(part.Database, part.Collection) == 0);
            last = now;
            return isQuiet;
        });
    }

    public async ValueTask DisposeAsync()
    {
        Scim.Dispose();
        Admin.Dispose();
        await _host.StopAsync();
        await _host.DisposeAsync();
        Counter.Dispose();
        _folder.Dispose();
    }

    private long CountDue(string database, string collection)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.PathTo($"{database}.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of our own collections.
        command.CommandText = $"SELECT count(*) FROM {collection} WHERE due < $1";
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$1", (DateTimeOffset.UtcNow + Horizon).UtcTicks);
        return (long)command.ExecuteScalar()!;
    }

    private HttpClient Client(string path, string key)
    {
        var client = new HttpClient { BaseAddress = new Uri(new Uri(_host.Urls.First()), path), Timeout = Eventually.Patience };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
