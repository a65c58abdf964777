using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.ServiceDefaults.Tenants;
using Xunit.Abstractions;

using AccessGroupRecord = Scim.Bus.AccessGroups.Records.AccessGroupRecord;

namespace Scim.Bus.AccessGroups.Tests;

/// <summary>
/// Configures an Access Group with very many members, across a crash and with too little memory to hold them. 3,000 members in the
/// ordinary run, 50,000 in the full one, or as many as the environment variable <c>SCIMBUS_MEMBERS</c> says.
/// </summary>
[Trait("Needs", "Processes")]
public sealed class LargeGroupTests(RabbitMqFixture rabbit, ITestOutputHelper output) : IClassFixture<RabbitMqFixture>
{
    private const string AdminKey = "the-key-of-an-operator";

    /// <summary>Limit of the process's managed heap: 64 MiB. A process that holds all members in memory crashes.</summary>
    private const string HeapLimit = "0x4000000";

    private static readonly int Members = TestSize.Choose("SCIMBUS_MEMBERS", ordinary: 3_000, full: 50_000);
    private static readonly TenantId Tenant = TenantId.Parse("acme", null);
    private static readonly GroupId Group = new(Guid.NewGuid());
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(20);

    /// <summary>How many messages a crash may repeat: those of the page that it interrupted, not those of earlier pages.</summary>
    private static readonly int MaxRepeated = Math.Min(5_000, Members / 4);

    [SkippableFact]
    public async Task Every_member_of_a_large_group_is_updated_in_bounded_memory_and_across_a_crash()
    {
        var broker = await (await rabbit.GetAsync()).CreateVirtualHostAsync();
        using var folder = new TempFolder("large-group");
        await SeedAsync(folder.Path);
        await using var subscriber = await AccessSubscriber.StartAsync(broker, notifyAfter: Members / 3);
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings__RabbitMq"] = broker,
            ["Store__Engine"] = "Sqlite",
            ["Store__Path"] = folder.Path,
            ["Admin__ApiKey"] = AdminKey,
            ["DOTNET_GCHeapHardLimit"] = HeapLimit,
        };
        await using var groups = await ServiceProcess.StartAsync("AccessGroups", settings);
        await using var accounts = await ServiceProcess.StartAsync("Accounts", settings);

        await ConfigureAsync(groups, "jobs.view");
        await subscriber.Notified.WaitAsync(Timeout);
        output.WriteLine($"Peak memory after a third of {Members} members: {accounts.PeakMemory} MiB.");
        await accounts.KillAsync();
        var beforeKill = subscriber.MembersWith("jobs.view");
        Assert.True(beforeKill < Members, "The update was complete before the process could be killed.");
        await accounts.RestartAsync();
        var watch = Stopwatch.StartNew();
        await Eventually.Be(() => Assert.Equal(Members, subscriber.MembersWith("jobs.view")), Timeout);
        output.WriteLine($"The other {Members - beforeKill} members in {watch.Elapsed.TotalSeconds:F1} s, with the wait for the sweeper.");
        output.WriteLine($"Peak memory: {accounts.PeakMemory} MiB.");
        Assert.True(subscriber.Messages < Members + MaxRepeated, "The update started again instead of resuming.");
    }

    /// <summary>Writes a tenant, a group and its members' accounts straight into the stores.</summary>
    private static async Task SeedAsync(string folder)
    {
        await using var store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = folder }));
        var tenants = store.Open(TenantSettingsCollection.Create<AccessGroupsService>(AccessGroupCollections.Service));
        var tenant = new TenantSettingsCopy<AccessGroupsService> { Tenant = Tenant, Version = 1, Settings = new TenantSettings() };
        await tenants.InsertAsync(new() { Tenant = Tenant, Id = Tenant.Value, Body = tenant }, default);
        var group = new AccessGroupRecord
        {
            Id = Group,
            Tenant = Tenant,
            DisplayName = "Everybody",
            Version = 1,
            DirectoryVersion = 1,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };
        var groups = store.Open(AccessGroupCollections.Groups);
        await groups.InsertAsync(new() { Tenant = Tenant, Id = Group.ToString(), Body = group }, default);
        var accounts = store.Open(AccountCollections.Accounts);
        await Parallel.ForAsync(0, Members, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, token) =>
        {
            var user = new UserId(Guid.CreateVersion7());
            var account = new AccountRecord
            {
                Id = AccountStore.IdOf(user),
                Tenant = Tenant,
                User = user,
                Origin = AccountOrigin.Scim,
                Version = 1,
                UpdatedAt = DateTimeOffset.UnixEpoch,
                Access = new AccountAccess { Group = Group, DisplayName = "Everybody", Generation = 1, GroupVersion = 1 },
                Provisioned = new ProvisioningMark { Generation = 1, NewestGeneration = 1 },
            };
            await accounts.InsertAsync(new() { Tenant = Tenant, Id = account.Id.ToString(), Body = account }, token);
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
}
