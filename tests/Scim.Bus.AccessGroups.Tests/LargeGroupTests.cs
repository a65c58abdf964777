using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Xunit.Abstractions;

namespace Scim.Bus.AccessGroups.Tests;

/// <summary>
/// A group with very many members is configured: each member is told, without holding them in memory, and across a crash. 10,000 members in the
/// ordinary run, 50,000 in the full one, or as many as the environment variable <c>SCIMBUS_MEMBERS</c> says.
/// </summary>
[Trait("Needs", "Processes")]
public sealed class LargeGroupTests(RabbitMqFixture rabbit, ITestOutputHelper output) : IClassFixture<RabbitMqFixture>
{
    private const string AdminKey = "an-admins-key";

    /// <summary>What the process's objects may take, 64 MiB: whoever holds the members in memory ends by it.</summary>
    private const string HeapLimit = "0x4000000";

    private static readonly int Members = TestSize.Of("SCIMBUS_MEMBERS", ordinary: 10_000, full: 50_000);
    private static readonly TenantId Tenant = TenantId.Parse("acme", null);
    private static readonly GroupId Group = new(Guid.NewGuid());
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>How many members may be told twice because of the crash: those in hand when it came, never those before.</summary>
    private static readonly int MostToldTwice = Math.Min(5_000, Members / 4);

    [SkippableFact]
    public async Task Every_member_of_a_large_group_is_told_in_bounded_memory_and_across_a_crash()
    {
        var broker = await (await rabbit.GetAsync()).CreateVirtualHostAsync();
        using var folder = new TempFolder("large-group");
        await SeedAsync(folder.Path);
        await using var heard = await Heard.StartAsync(broker);
        await using var service = await ServiceProcess.StartAsync("AccessGroups", new Dictionary<string, string?>
        {
            ["ConnectionStrings__RabbitMq"] = broker,
            ["Store__Engine"] = "Sqlite",
            ["Store__Path"] = folder.Path,
            ["Admin__ApiKey"] = AdminKey,
            ["DOTNET_GCHeapHardLimit"] = HeapLimit,
        });

        await ConfigureAsync(service, "jobs.view");
        await heard.FirstThird.WaitAsync(Patience);
        output.WriteLine($"After a third of {Members} the process has had {service.PeakMemory} MiB at most.");
        await service.KillAsync();
        var untilKilled = heard.Of("jobs.view");
        Assert.True(untilKilled < Members, "It was over before it could be killed.");
        await service.RestartAsync();
        var watch = Stopwatch.StartNew();
        await Eventually.Be(() => Assert.Equal(Members, heard.Of("jobs.view")), Patience);
        output.WriteLine($"The other {Members - untilKilled} in {watch.Elapsed.TotalSeconds:F1} s, the wait for the sweeper included; {service.PeakMemory} MiB at most.");
        Assert.True(heard.Messages < Members + MostToldTwice, "It began anew instead of going on.");
    }

    /// <summary>A group with its members, as earlier messages would have left them.</summary>
    private static async Task SeedAsync(string folder)
    {
        await using var store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = folder }));
        var group = new AccessGroupRecord
        {
            Id = Group,
            Tenant = Tenant,
            DisplayName = "Everybody",
            Version = 1,
            DirectoryVersion = 1,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };
        await store.Open(AccessGroupCollections.Groups).InsertAsync(new() { Tenant = Tenant, Id = Group.ToString(), Body = group }, default);
        var assignments = store.Open(AccessGroupCollections.Assignments);
        await Parallel.ForAsync(0, Members, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, token) =>
        {
            var user = new UserId(Guid.CreateVersion7());
            var assignment = new AssignmentRecord { Tenant = Tenant, User = user, Generation = 1, Group = Group };
            await assignments.InsertAsync(new() { Tenant = Tenant, Id = user.ToString(), Body = assignment }, token);
        });
    }

    private static async Task ConfigureAsync(ServiceProcess service, string permission)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/tenants/{Tenant}/access-groups/{Group}/settings")
        {
            Content = JsonContent.Create(new { permissions = new[] { permission } }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        using var answer = await service.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Hears what members are told, as Accounts would.</summary>
    private sealed class Heard(IConnection connection, IChannel channel) : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, string> _permissions = [];
        private readonly TaskCompletionSource _firstThird = new();
        private int _messages;

        public int Messages => _messages;

        /// <summary>Done when a third of the messages have come.</summary>
        public Task FirstThird => _firstThird.Task;

        /// <summary>How many members were last told that they have a permission.</summary>
        public int Of(string permission) => _permissions.Count(member => member.Value == permission);

        public static async Task<Heard> StartAsync(string broker)
        {
            const string Exchange = "Scim.Bus.Contracts:AccessGroupApplied";
            var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
            var channel = await connection.CreateChannelAsync();
            await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, durable: true);
            var queue = (await channel.QueueDeclareAsync()).QueueName;
            await channel.QueueBindAsync(queue, Exchange, "");
            var heard = new Heard(connection, channel);
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, delivery) =>
            {
                using var json = JsonDocument.Parse(delivery.Body.ToArray());
                var message = json.RootElement.GetProperty("message");
                heard._permissions[message.GetProperty("user").GetString()!] = message.GetProperty("permissions")[0].GetString()!;
                if (Interlocked.Increment(ref heard._messages) == Members / 3)
                    heard._firstThird.SetResult();
                return Task.CompletedTask;
            };
            await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
            return heard;
        }

        public async ValueTask DisposeAsync()
        {
            await channel.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
