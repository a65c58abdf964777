using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Scim.Bus.Benchmarks.Latency;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.RequestLog;
using Scim.Bus.Ingress.Tests;

namespace Scim.Bus.Benchmarks.Requests;

/// <summary>
/// How long the admin API takes to read a large request log, and what users who are created meanwhile notice of its retention. The ingress
/// runs in this process, on SQLite.
/// </summary>
internal static class ManyRequests
{
    private const int Times = 5;
    private const int Connections = 8;
    private const int Creates = 4_000;
    private const int PageSize = 50;
    private static readonly TimeSpan OnRecord = TimeSpan.FromDays(29);

    public static async Task RunAsync(int count)
    {
        await using var host = new IngressHost();
        await host.InitializeAsync();
        using var client = await host.NewTenantAsync();
        var requests = host.Services.GetRequiredService<IDocumentCollection<RequestRecord>>();
        var retention = host.Services.GetRequiredService<RequestRetentionPeriod>();
        await SeededRequests.StoreAsync(requests, retention, client.Tenant, count, DateTimeOffset.UtcNow - OnRecord, OnRecord);
        Console.WriteLine(FormattableString.Invariant(
            $"{count:N0} requests on record; ms of the first read, and the median of {Times} more"));
        await ReadAsync(host, client, count);
        await RemoveAsync(host, client, count / 10);
    }

    private static async Task ReadAsync(IngressHost host, TenantClient client, int count)
    {
        var person = SeededRequests.FirstNameOf(count / 2);
        var hour = DateTimeOffset.UtcNow.AddDays(-10);
        string[] filters =
        [
            "",
            "outcome eq \"refused\"",
            "outcome eq \"refused\" and resourceType eq \"User\"",
            $"at ge \"{Minute(hour)}\" and at lt \"{Minute(hour.AddHours(1))}\"",
            $"names sw \"{person}\"",
            $"names sw \"{person}\" and names sw \"smith\"",
            $"subject sw \"{person}.\"",
            "names sw \"lee\"",
            "names sw \"smith\"",
            "names sw \"lee\" and outcome eq \"refused\"",
            "names sw \"smith\" and outcome eq \"refused\"",
            "names sw \"anna\" and names sw \"lee\"",
        ];
        foreach (var filter in filters)
        {
            var path = $"requests?count={PageSize}" + (filter.Length > 0 ? $"&filter={Uri.EscapeDataString(filter)}" : "");
            await ReportAsync(host, client, path, filter.Length > 0 ? filter : "all, the newest first");
        }

        await ReportAsync(host, client, "connection", "connection");
    }

    private static async Task ReportAsync(IngressHost host, TenantClient client, string path, string what)
    {
        using var admin = host.Admin();
        var (times, bytes) = (new List<double>(), 0);
        for (var i = 0; i <= Times; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            using var response = await admin.GetAsync(new Uri($"/api/tenants/{client.Tenant}/{path}", UriKind.Relative));
            bytes = (await response.Content.ReadAsByteArrayAsync()).Length;
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            response.EnsureSuccessStatusCode();
        }

        var median = times.Skip(1).Order().ElementAt(Times / 2);
        Console.WriteLine(FormattableString.Invariant($"{what,-70} {times[0],8:F0} {median,8:F0}   {bytes / 1e3,6:F1} kB"));
    }

    /// <summary>Creates users without and beside the retention of records that are too old.</summary>
    private static async Task RemoveAsync(IngressHost host, TenantClient client, int old)
    {
        var requests = host.Services.GetRequiredService<IDocumentCollection<RequestRecord>>();
        var retention = host.Services.GetRequiredService<RequestRetentionPeriod>();
        await CreateAsync(client, "warm");
        Console.WriteLine((await CreateAsync(client, "alone")).Describe("create, without retention"));

        await SeededRequests.StoreAsync(
            requests, retention, client.Tenant, old, DateTimeOffset.UtcNow - retention.Period - OnRecord, OnRecord);
        var removal = new RequestRetention(
            requests,
            host.Services.GetRequiredService<IDocumentCollection<RequestTally>>(),
            host.Services.GetRequiredService<IDocumentCollection<UnknownTally>>(),
            retention,
            TimeProvider.System,
            NullLogger<RequestRetention>.Instance);
        var before = Heap(host);
        var begun = Stopwatch.GetTimestamp();
        var removing = Task.Run(() => removal.RemoveAsync(default));
        var beside = new Durations();
        for (var round = 0; !removing.IsCompleted; round++)
        {
            await CreateAsync(client, $"beside{round}-", beside);
            // The tests' ingress keeps what it publishes.
            host.Published.Clear();
        }

        await removing;
        var took = Stopwatch.GetElapsedTime(begun);
        Console.WriteLine(beside.Describe("create, beside retention"));
        var left = await requests.CountDueAsync(DateTimeOffset.UtcNow - retention.Period, default);
        Console.WriteLine(FormattableString.Invariant(
            $"{old:N0} removed within {took.TotalSeconds:F0} s, {left} left; heap before {before:F0} MiB, after {Heap(host):F0} MiB"));
    }

    /// <summary>MiB that are in use after a garbage collection.</summary>
    private static double Heap(IngressHost host)
    {
        host.Published.Clear();
        return GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;
    }

    private static async Task<Durations> CreateAsync(TenantClient client, string prefix, Durations? into = null)
    {
        var durations = into ?? new Durations();
        await Parallel.ForAsync(0, Creates, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (i, _) =>
        {
            var begun = Stopwatch.GetTimestamp();
            await client.User($"{prefix}{i}@acme.example");
            durations.Add(Stopwatch.GetElapsedTime(begun));
        });
        return durations;
    }

    private static string Minute(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
