using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Testing;
using Xunit.Abstractions;

namespace Scim.Bus.Provisioning.Tests.LargeTenant;

/// <summary>
/// Finds and repairs the drift of a large tenant, across a crash and with too little memory to hold the tenant. 10,000 users in the
/// ordinary run, 100,000 in the full one, or as many as the environment variable <c>SCIMBUS_USERS</c> says.
/// </summary>
[Trait("Needs", "Processes")]
public sealed class LargeTenantTests(RabbitMqFixture rabbit, ITestOutputHelper output) : IClassFixture<RabbitMqFixture>
{
    private const string AdminKey = "the-key-of-an-operator";

    /// <summary>Limit of each process's managed heap: 64 MiB. A process that holds the whole tenant in memory crashes.</summary>
    private const string HeapLimit = "0x4000000";

    private static readonly int Users = TestSize.Choose("SCIMBUS_USERS", ordinary: 10_000, full: 100_000);
    private static readonly int DriftOfEachKind = Users / SeededTenant.Stride;
    private static readonly TenantId Tenant = TenantId.Parse("acme", null);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(20);

    [SkippableFact]
    public async Task Drift_in_a_large_tenant_is_found_and_repaired_in_bounded_memory_and_across_a_crash()
    {
        using var folder = new TempFolder("large-tenant");
        var watch = Stopwatch.StartNew();
        var users = await SeededTenant.WriteAsync(folder.Path, Tenant, Users);
        Log(watch, $"{Users} users with accounts stored");

        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings__RabbitMq"] = await (await rabbit.GetAsync()).CreateVirtualHostAsync(),
            ["Store__Engine"] = "Sqlite",
            ["Store__Path"] = folder.Path,
            ["Admin__ApiKey"] = AdminKey,
            ["DOTNET_GCHeapHardLimit"] = HeapLimit,
            ["Provisioning__CompareSyncFor"] = "01:00:00",
        };
        await using var ingress = await ServiceProcess.StartAsync("Ingress", settings);
        await using var accounts = await ServiceProcess.StartAsync("Accounts", settings);
        await using var groups = await ServiceProcess.StartAsync("AccessGroups", settings);
        await using var provisioning = await ServiceProcess.StartAsync("Provisioning", settings);
        await SendAsync(ingress, HttpMethod.Post, "", new JsonObject { ["id"] = Tenant.Value, ["name"] = "Acme" });
        await Eventually.Be(async () => Assert.NotNull((await SendAsync(provisioning, HttpMethod.Get, $"/{Tenant}/drift"))["nextAt"]));

        Log(watch, "all processes ready");
        await SendAsync(provisioning, HttpMethod.Post, $"/{Tenant}/drift");
        var afterATenth = users[Users / 10 / SeededTenant.Stride * SeededTenant.Stride];
        await Eventually.Be(() => IsListedAsync(provisioning, afterATenth), Timeout);
        accounts.Freeze();
        var running = (bool)(await SendAsync(provisioning, HttpMethod.Get, $"/{Tenant}/drift"))["running"]!;
        Assert.True(running, "The comparison was complete before the process could be killed.");
        await provisioning.KillAsync();
        accounts.Thaw();
        await provisioning.RestartAsync();
        Log(watch, "process killed after a third of the users, and restarted");
        var report = await ReportAsync(provisioning, 1);
        Assert.Equal((Users + DriftOfEachKind, DriftOfEachKind, DriftOfEachKind, DriftOfEachKind, DriftOfEachKind), Counts(report));
        Log(watch, "compared");

        var sync = await SendAsync(provisioning, HttpMethod.Post, $"/{Tenant}/sync", new JsonObject { ["force"] = true });
        Assert.Equal(
            (DriftOfEachKind, DriftOfEachKind * 2, DriftOfEachKind, Users - (DriftOfEachKind * 3)),
            (sync["create"]!.AsArray().Count, sync["change"]!.AsArray().Count, sync["remove"]!.AsArray().Count, (int)sync["unchanged"]!));
        Log(watch, "sync started");
        await Eventually.Be(
            async () =>
            {
                var progress = await SendAsync(provisioning, HttpMethod.Get, $"/{Tenant}/sync/{sync["syncId"]}");
                var (done, faulted) = ((int)progress["done"]!, (int)progress["faulted"]!);
                Assert.Equal(("done", DriftOfEachKind * 4, 0), ((string?)progress["state"], done, faulted));
            },
            Timeout);
        Log(watch, "synced");

        await SendAsync(provisioning, HttpMethod.Post, $"/{Tenant}/drift");
        Assert.Equal((Users, 0, 0, 0, 0), Counts(await ReportAsync(provisioning, 2)));
        Log(watch, "compared again");
        var (ingressPeak, accountsPeak, provisioningPeak) = (ingress.PeakMemory, accounts.PeakMemory, provisioning.PeakMemory);
        output.WriteLine($"Peak memory, MiB: Ingress {ingressPeak}, Accounts {accountsPeak}, Provisioning {provisioningPeak}.");
    }

    private void Log(Stopwatch watch, string what) => output.WriteLine($"{watch.Elapsed.TotalSeconds,6:F1} s  {what}");

    private static (int Compared, int Missing, int Orphaned, int Behind, int Edited) Counts(JsonObject report)
    {
        return (Count("compared"), Count("missing"), Count("orphaned"), Count("behind"), Count("edited"));

        int Count(string name) => (int)report["counts"]![name]!;
    }

    /// <summary>Waits for a comparison to complete, and returns the report.</summary>
    private static async Task<JsonObject> ReportAsync(ServiceProcess provisioning, int number)
    {
        var report = new JsonObject();
        await Eventually.Be(
            async () =>
            {
                report = await SendAsync(provisioning, HttpMethod.Get, $"/{Tenant}/drift");
                Assert.Equal((number, false), ((int)report["number"]!, (bool)report["running"]!));
            },
            Timeout);
        return report;
    }

    private static async Task<bool> IsListedAsync(ServiceProcess provisioning, UserId user)
    {
        var filter = Uri.EscapeDataString($"userId eq \"{user}\"");
        var page = await SendAsync(provisioning, HttpMethod.Get, $"/{Tenant}/drift/items?filter={filter}");
        return page["items"]!.AsArray().Count > 0;
    }

    private static async Task<JsonObject> SendAsync(ServiceProcess service, HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/tenants{path}");
        request.Content = body is null ? null : JsonContent.Create(body);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        using var answer = await service.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
