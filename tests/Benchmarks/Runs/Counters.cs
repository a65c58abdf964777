using System.Globalization;
using Scim.Bus.Testing;
using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Benchmarks.Runs;

/// <summary>What the services have counted themselves, read from <c>/metrics</c>. Exact, unlike times.</summary>
/// <param name="Allocated">Allocated bytes.</param>
/// <param name="Messages">Messages that were published or sent.</param>
/// <param name="Writes">Durable writes.</param>
/// <param name="Conflicts">Changes that had to be made again.</param>
internal sealed record Counters(double Allocated, double Messages, double Writes, double Conflicts)
{
    private const string AllocatedBytes = "dotnet_gc_heap_total_allocated_bytes_total";
    private const string Sent = "messaging_masstransit_send_ea_total";
    private const string StoreWrites = "scimbus_store_writes_total";
    private const string StoreConflicts = "scimbus_store_conflicts_total";

    public static async Task<Counters> ReadAsync(Deployment deployment)
    {
        var total = new Counters(0, 0, 0, 0);
        foreach (var process in deployment.Processes)
            total = total.Plus(await ReadAsync(process));
        return total;
    }

    public Counters Since(Counters before) => new(
        Allocated - before.Allocated, Messages - before.Messages, Writes - before.Writes, Conflicts - before.Conflicts);

    private Counters Plus(Counters other) => new(
        Allocated + other.Allocated, Messages + other.Messages, Writes + other.Writes, Conflicts + other.Conflicts);

    private static async Task<Counters> ReadAsync(ServiceProcess process)
    {
        var scrape = await process.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var values = scrape.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(Parse).ToLookup(
            sample => sample.Name, sample => sample.Value, StringComparer.Ordinal);
        return new Counters(Sum(AllocatedBytes), Sum(Sent), Sum(StoreWrites), Sum(StoreConflicts));

        double Sum(string name) => values[name].Sum();
    }

    /// <summary>A line such as <c>name{label="value"} 12 1700000000000</c>; the time at its end may be left out.</summary>
    private static (string Name, double Value) Parse(string line)
    {
        var labels = line.IndexOf('{', StringComparison.Ordinal);
        var name = line[..(labels < 0 ? line.IndexOf(' ', StringComparison.Ordinal) : labels)];
        var value = line[(line.LastIndexOf('}') < 0 ? name.Length : line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0];
        return (name, double.Parse(value, CultureInfo.InvariantCulture));
    }
}
