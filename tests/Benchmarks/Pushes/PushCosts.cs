using System.Diagnostics;
using Scim.Bus.EndToEnd.Tests.Deployments;
using Scim.Bus.Testing;
using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Benchmarks.Pushes;

/// <summary>Processor time of one push with all that follows from it, in every process, once the code is warm.</summary>
internal static class PushCosts
{
    private const int Clients = 16;
    private const int WarmUpRounds = 12;
    private const int WarmUpPushes = 500;

    /// <summary>The code is warm when a round costs no less than this part of the round before.</summary>
    private const double NoLongerFalls = 0.95;

    /// <param name="pushes">Number of pushes of each kind that are measured.</param>
    /// <param name="onlyProcesses">True to leave AllInOne out.</param>
    public static async Task RunAsync(int pushes, bool onlyProcesses)
    {
        if (!onlyProcesses)
        {
            await using var allInOne = await AllInOneDeployment.StartAsync();
            await MeasureAsync("AllInOne", allInOne, pushes);
        }

        await using var broker = await RabbitMqNode.StartAsync();
        await using var processes = await DistributedDeployment.StartAsync(broker);
        await MeasureAsync("six processes", processes, pushes);
    }

    private static async Task MeasureAsync(string layout, Deployment deployment, int pushes)
    {
        using var tenant = await TestTenant.CreateAsync(deployment);
        await ProcessTimes.AtRestAsync();
        await WarmUpAsync(layout, tenant);
        var round = new Round(tenant, number: WarmUpRounds + 1, pushes);
        await round.CreateGroupAsync();
        await ProcessTimes.AtRestAsync();
        foreach (var scenario in (IEnumerable<Scenario>)[Scenario.Create, .. Scenario.All])
            Print($"{layout}: {scenario.Name}", await PushAsync(scenario, round, pushes), pushes);
    }

    /// <summary>Goes through all kinds of pushes until creating users costs no less than in the round before.</summary>
    private static async Task WarmUpAsync(string layout, TestTenant tenant)
    {
        var last = TimeSpan.MaxValue;
        for (var number = 0; number < WarmUpRounds; number++)
        {
            var round = new Round(tenant, number, WarmUpPushes);
            await round.CreateGroupAsync();
            await ProcessTimes.AtRestAsync();
            var created = await PushAsync(Scenario.Create, round, WarmUpPushes);
            if (number == 0)
                Print($"{layout}: the first {WarmUpPushes} users", created, WarmUpPushes);
            foreach (var scenario in Scenario.All)
                await PushAsync(scenario, round, WarmUpPushes);
            if (created.Times.Total > last * NoLongerFalls)
                return;
            last = created.Times.Total;
        }
    }

    private static async Task<(ProcessTimes Times, TimeSpan Took)> PushAsync(Scenario scenario, Round round, int pushes)
    {
        var before = ProcessTimes.Now();
        var watch = Stopwatch.StartNew();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Clients };
        await Parallel.ForAsync(0, pushes, options, async (i, _) => await scenario.PushAsync(round, i));
        var took = watch.Elapsed;
        return ((await ProcessTimes.AtRestAsync()).Since(before), took);
    }

    private static void Print(string what, (ProcessTimes Times, TimeSpan Took) cost, int pushes)
    {
        var parts = cost.Times.Of
            .Where(time => time.Value > TimeSpan.Zero)
            .OrderByDescending(time => time.Value)
            .Select(time => FormattableString.Invariant($"{time.Key} {time.Value.TotalMilliseconds / pushes:F2}"));
        Console.WriteLine(FormattableString.Invariant(
            $"{what,-45} {cost.Times.Total.TotalMilliseconds / pushes,6:F2} CPU ms each ({string.Join(", ", parts)}); ")
            + FormattableString.Invariant($"answered {pushes / cost.Took.TotalSeconds:F0}/s"));
    }
}
