using System.Globalization;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Tests;

namespace Scim.Bus.Benchmarks.Worst;

/// <summary>Reads of groups with many members: what is allocated grows with them, what the heap holds does not.</summary>
internal static class LargeGroups
{
    public static async Task RunAsync(IngressHost host)
    {
        foreach (var count in (int[])[1_000, 10_000, 100_000])
            await ReadAsync(host, count);
    }

    private static async Task ReadAsync(IngressHost host, int count)
    {
        using var client = await host.NewTenantAsync();
        var id = await client.Group("large");
        await DirectoryFill.RunAsync(host, client.Tenant, count, GroupId.Parse(id, null));
        var many = count.ToString("N0", CultureInfo.InvariantCulture);
        foreach (var path in (string[])[$"Groups/{id}", "Groups?count=200", "Groups?count=200&excludedAttributes=members"])
        {
            var bytes = 0L;
            var cost = await Cost.OfAsync(async () => bytes = await DrainAsync(client, path));
            Console.WriteLine(FormattableString.Invariant(
                $"GET {path.Replace(id, "{id}", StringComparison.Ordinal),-52} {many,8} {cost}   {bytes / 1e6,6:F1} MB sent"));
        }
    }

    /// <summary>Reads the response without keeping it.</summary>
    private static async Task<long> DrainAsync(TenantClient client, string path)
    {
        using var response = await client.Http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        var total = 0L;
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
            total += read;
        return total;
    }
}
