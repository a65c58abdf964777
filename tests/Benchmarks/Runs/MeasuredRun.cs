using Scim.Bus.Benchmarks.Results;
using Scim.Bus.Benchmarks.Scenarios;
using Scim.Bus.EndToEnd.Tests.Deployments;
using Scim.Bus.Testing;
using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Benchmarks.Runs;

/// <summary>Starts the services, goes through the scenarios until their cost no longer falls, and then measures each.</summary>
internal static class MeasuredRun
{
    private const int WarmUpPushes = 500;

    public static async Task<RunResult> RunAsync(RunOptions options)
    {
        var chosen = Scenario.Chosen(options.Scenarios);
        var yardstick = Yardstick.Measure();
        if (options.IsAllInOne)
        {
            await using var allInOne = await AllInOneDeployment.StartAsync();
            return await MeasureAsync(options, allInOne, chosen, yardstick);
        }

        await using var broker = await RabbitMqNode.StartAsync();
        await using var mongo = options.IsMongo ? await MongoServer.StartAsync() : null;
        await using var processes = await DistributedDeployment.StartAsync(new DistributedParts(await broker.CreateVirtualHostAsync())
        {
            Mongo = mongo,
            Twice = [.. More(options)],
        });
        return await MeasureAsync(options, processes, chosen, yardstick);
    }

    /// <summary>The processes beside the first of each service.</summary>
    private static IEnumerable<string> More(RunOptions options) =>
        from service in DistributedDeployment.Services
        where service != DistributedDeployment.Console
        let processes = service == DistributedDeployment.Ingress ? options.Ingresses * options.Each : options.Each
        from more in Enumerable.Repeat(service, processes - 1)
        select more;

    private static async Task<RunResult> MeasureAsync(
        RunOptions options, Deployment deployment, IReadOnlyList<Scenario> scenarios, double yardstick)
    {
        var start = ProcessTimes.Now();
        using var tenant = await TestTenant.CreateAsync(deployment);
        using var clients = new Clients(deployment, tenant, options.Ingresses * options.Each);
        await ProcessTimes.AtRestAsync();
        var needed = Scenario.WithNeeds(scenarios);
        var first = await WarmUpAsync(clients, deployment, needed, options);
        var round = new Round(clients, options.WarmUp + 1, options.Pushes);
        var results = new List<Measurement>();
        foreach (var scenario in needed)
        {
            var measurement = await Measured.RunAsync(scenario, round, deployment, options.Connections);
            if (!scenarios.Contains(scenario))
                continue;
            results.Add(measurement);
            Console.WriteLine(Table.Row(measurement, yardstick));
        }

        return new RunResult
        {
            Layout = options.Layout,
            At = TimeProvider.System.GetUtcNow(),
            Cores = Environment.ProcessorCount,
            Yardstick = Math.Min(yardstick, Yardstick.Measure()),
            Start = start.Of.ToDictionary(time => time.Key, time => time.Value.TotalMilliseconds),
            FirstUsers = first,
            Measurements = results,
        };
    }

    /// <summary>Goes through the scenarios until none costs less than before.</summary>
    /// <returns>What the first users cost.</returns>
    public static async Task<Measurement> WarmUpAsync(
        Clients clients, Deployment deployment, IReadOnlyList<Scenario> scenarios, RunOptions options)
    {
        Measurement? first = null;
        var costs = new FallingCosts();
        for (var number = 0; number < options.WarmUp && costs.StillFall; number++)
        {
            var round = new Round(clients, number, WarmUpPushes);
            costs.NextRound();
            foreach (var scenario in scenarios)
            {
                var measurement = await Measured.RunAsync(scenario, round, deployment, options.Connections);
                costs.Add(measurement);
                if (scenario == Scenario.Create)
                    first ??= measurement;
            }
        }

        return first!;
    }
}
