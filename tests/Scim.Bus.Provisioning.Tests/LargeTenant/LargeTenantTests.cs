using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Testing;
using Xunit.Abstractions;

namespace Scim.Bus.Provisioning.Tests.LargeTenant;

/// <summary>
/// The directory of a large tenant is compared with its accounts, and what differs is repaired: by processes whose memory does not suffice to hold either, and across a
/// crash. 20,000 users in the ordinary run, 100,000 in the full one, or as many as the environment variable <c>SCIMBUS_USERS</c> says.
/// </summary>
[Trait("Needs", "Processes")]
public sealed class LargeTenantTests(RabbitMqFixture rabbit, ITestOutputHelper output) : IClassFixture<RabbitMqFixture>
{
    private const string AdminKey = "an-admins-key";

    /// <summary>What each process's objects may take, 64 MiB: whoever holds the tenant in memory ends by it.</summary>
    private const string HeapLimit = "0x4000000";

    private static readonly int Users = TestSize.Of("SCIMBUS_USERS", ordinary: 20_000, full: 100_000);
    private static readonly int OfEachKind = Users / SeededTenant.Stride;
    private static readonly TenantId Tenant = TenantId.Parse("acme", null);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    [SkippableFact]
    public async Task Drift_in_a_large_tenant_is_found_and_repaired_in_bounded_memory_and_across_a_crash()
    {
        using var folder = new TempFolder("large-tenant");
        var watch = Stopwatch.StartNew();
        var users = await SeededTenant.WriteAsync(folder.Path, Tenant, Users);
        Say(watch, $"{Users} users with accounts stored");

        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings__RabbitMq"] = await (await rabbit.GetAsync()).CreateVirtualHostAsync(),
            ["Store__Engine"] = "Sqlite",
            ["Store__Path"] = folder.Path,
            ["Admin__ApiKey"] = AdminKey,
            ["DOTNET_GCHeapHardLimit"] = HeapLimit,
        };
        await using var ingress = await ServiceProcess.StartAsync("Ingress", settings);
        await using var accounts = await ServiceProcess.StartAsync("Accounts", settings);
        await using var groups = await ServiceProcess.StartAsync("AccessGroups", settings);
        await using var provisioning = await ServiceProcess.StartAsync("Provisioning", settings);
        await SendAsync(ingress, HttpMethod.Post, "", new JsonObject { ["id"] = Tenant.Value, ["name"] = "Acme" });
        await Eventually.Be(async () => Assert.NotNull((await SendAsync(provisioning, HttpMethod.Get, $"/{Tenant}/drift"))["nextAt"]));

        Say(watch, "all processes ready");
        await SendAsync(provisioning, HttpMethod.Post, $"/{Tenant}/drift");
        await Eventually.Be(() => IsListedAsync(provisioning, users[Users / 3 / SeededTenant.Stride * SeededTenant.Stride]), Patience);
        accounts.Freeze();
        Assert.True((bool)(await SendAsync(provisioning, HttpMethod.Get, $"/{Tenant}/drift"))["running"]!, "It was over before it could be killed.");
        await provisioning.KillAsync();
        accounts.Thaw();
        await provisioning.RestartAsync();
        Say(watch, "killed after a third");
        var report = await ReportAsync(provisioning, 1);
        Assert.Equal((Users + OfEachKind, OfEachKind, OfEachKind, OfEachKind, OfEachKind), Counts(report));
        Say(watch, "compared");

        var sync = await SendAsync(provisioning, HttpMethod.Post, $"/{Tenant}/sync", new JsonObject { ["force"] = true });
        Assert.Equal(
            (OfEachKind, OfEachKind * 2, OfEachKind, Users - (OfEachKind * 3)),
            (sync["create"]!.AsArray().Count, sync["change"]!.AsArray().Count, sync["remove"]!.AsArray().Count, (int)sync["unchanged"]!));
        Say(watch, "sync begun");
        await Eventually.Be(
            async () =>
            {
                var progress = await SendAsync(provisioning, HttpMethod.Get, $"/{Tenant}/sync/{sync["syncId"]}");
                Assert.Equal(("done", OfEachKind * 4, 0), ((string?)progress["state"], (int)progress["done"]!, (int)progress["faulted"]!));
            },
            Patience);
        Say(watch, "synced");

        await SendAsync(provisioning, HttpMethod.Post, $"/{Tenant}/drift");
        Assert.Equal((Users, 0, 0, 0, 0), Counts(await ReportAsync(provisioning, 2)));
        Say(watch, "compared again");
        output.WriteLine($"Most memory, MiB: Ingress {ingress.PeakMemory}, Accounts {accounts.PeakMemory}, Provisioning {provisioning.PeakMemory}.");
    }

    private void Say(Stopwatch watch, string what) => output.WriteLine($"{watch.Elapsed.TotalSeconds,6:F1} s  {what}");

    private static (int Compared, int Missing, int Orphaned, int Behind, int Edited) Counts(JsonObject report)
    {
        return (Of("compared"), Of("missing"), Of("orphaned"), Of("behind"), Of("edited"));

        int Of(string name) => (int)report["counts"]![name]!;
    }

    /// <summary>The report of a comparison, once it is over.</summary>
    private static async Task<JsonObject> ReportAsync(ServiceProcess provisioning, int number)
    {
        var report = new JsonObject();
        await Eventually.Be(
            async () =>
            {
                report = await SendAsync(provisioning, HttpMethod.Get, $"/{Tenant}/drift");
                Assert.Equal((number, false), ((int)report["number"]!, (bool)report["running"]!));
            },
            Patience);
        return report;
    }

    private static async Task<bool> IsListedAsync(ServiceProcess provisioning, UserId user) =>
        (await SendAsync(provisioning, HttpMethod.Get, $"/{Tenant}/drift/items?filter={Uri.EscapeDataString($"userId eq \"{user}\"")}"))["items"]!.AsArray().Count > 0;

    private static async Task<JsonObject> SendAsync(ServiceProcess service, HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/tenants{path}") { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        using var answer = await service.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
