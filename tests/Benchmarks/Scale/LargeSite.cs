using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Options;
using Scim.Bus.Benchmarks.Results;
using Scim.Bus.Benchmarks.Runs;
using Scim.Bus.Benchmarks.Scenarios;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.EndToEnd.Tests.Deployments;
using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Benchmarks.Scale;

/// <summary>
/// Whether a push costs more with many tenants, with many users in its tenant, or in a large group: the same scenarios in one process
/// before and after each was added.
/// </summary>
internal sealed class LargeSite
{
    private const int Connections = 16;
    private const int Pushes = 1_000;
    private static readonly IReadOnlyList<Scenario> Scenarios = Scenario.Chosen(["create", "get", "filter", "rename", "one-member"]);

    private readonly AllInOneDeployment _deployment;
    private readonly Clients _clients;
    private readonly double _yardstick = Yardstick.Measure();
    private int _round = 100;

    private LargeSite(AllInOneDeployment deployment, Clients clients) => (_deployment, _clients) = (deployment, clients);

    /// <summary>How many users, members of one of their groups, and tenants there are unless it is said.</summary>
    public static int[] Counts { get; } = [1_000_000, 100_000, 10_000];

    /// <param name="counts">As many numbers as <see cref="Counts"/> has, in that order.</param>
    public static async Task RunAsync(int[] counts)
    {
        var (users, members, tenants) = (counts[0], counts[1], counts[2]);
        await using var deployment = await AllInOneDeployment.StartAsync();
        using var tenant = await TestTenant.CreateAsync(deployment);
        using var clients = new Clients(deployment, tenant, ingresses: 1);
        await ProcessTimes.AtRestAsync();
        await MeasuredRun.WarmUpAsync(clients, deployment, Scenarios, RunOptions.Parse([]));
        var site = new LargeSite(deployment, clients);
        Console.WriteLine(Table.Head);
        var few = await site.MeasureAsync("one tenant, a thousand users a round");
        await site.CreateTenantsAsync(tenants);
        Compare(few, await site.MeasureAsync($"{tenants:N0} tenants"));
        var group = (await clients[0].PostAsync("Groups", ScimClient.Group("Everybody"))).Expect(HttpStatusCode.Created).Id;
        await tenant.Admin.ConfigureAsync(group, "jobs.view");
        await site.SeedAsync(TenantId.Parse(tenant.Id, null), users, GroupId.Parse(group, null), members);
        Compare(few, await site.MeasureAsync($"{users:N0} users in the tenant"));
        Compare(few, await site.MeasureAsync($"a group of {members:N0}", group));
    }

    private async Task<IReadOnlyList<Measurement>> MeasureAsync(string what, string? group = null)
    {
        Console.WriteLine(FormattableString.Invariant($"-- {what}"));
        var round = new Round(_clients, ++_round, Pushes);
        if (group is not null)
            round.Groups = (group, group);
        var results = new List<Measurement>();
        foreach (var scenario in Scenarios)
        {
            results.Add(await Measured.RunAsync(scenario, round, _deployment, Connections));
            Console.WriteLine(Table.Row(results[^1], _yardstick));
        }

        Console.WriteLine($"memory, MiB at most: {Table.Parts(results[^1].Memory, "F0")}");
        return results;
    }

    private static void Compare(IReadOnlyList<Measurement> few, IReadOnlyList<Measurement> many) => Console.WriteLine(
        "CPU, as a multiple of that at first: " + string.Join(", ", few.Zip(many).Select(
            pair => FormattableString.Invariant($"{pair.First.Scenario} {pair.Second.Total / pair.First.Total:F2}"))));

    private async Task CreateTenantsAsync(int count)
    {
        var begun = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (_, _) =>
        {
            using var tenant = await TestTenant.CreateAsync(_deployment);
        });
        await ProcessTimes.AtRestAsync();
        Console.WriteLine(FormattableString.Invariant(
            $"{count:N0} tenants were created in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s"));
    }

    private async Task SeedAsync(TenantId tenant, int users, GroupId group, int members)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = _deployment.StorePath }));
        await new SeededUsers(store, tenant).WriteAsync(users, group, members);
        var bytes = Directory.GetFiles(_deployment.StorePath).Sum(file => new FileInfo(file).Length);
        Console.WriteLine(FormattableString.Invariant(
            $"{users:N0} users were written in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s; {bytes / 1e9:F1} GB on disk"));
        await ProcessTimes.AtRestAsync();
    }
}
