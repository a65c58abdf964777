using System.Collections.Concurrent;
using System.Diagnostics;
using Scim.Bus.Benchmarks.Results;
using Scim.Bus.Benchmarks.Scenarios;
using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Benchmarks.Runs;

/// <summary>Runs a scenario and measures it, up to the moment when all that follows from it is done.</summary>
internal static class Measured
{
    public static async Task<Measurement> RunAsync(Scenario scenario, Round round, Deployment deployment, int connections)
    {
        await scenario.PrepareAsync(round);
        await ProcessTimes.AtRestAsync();
        var answers = new ConcurrentBag<double>();
        var counted = await Counters.ReadAsync(deployment);
        var before = ProcessTimes.Now();
        var watch = Stopwatch.StartNew();
        var requests = scenario.Requests(round);
        var options = new ParallelOptions { MaxDegreeOfParallelism = connections };
        await Parallel.ForAsync(0, requests, options, async (i, _) =>
        {
            var sent = Stopwatch.GetTimestamp();
            await scenario.SendAsync(round, i);
            answers.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        });
        var answered = watch.Elapsed;
        var times = (await ProcessTimes.AtRestAsync()).Since(before);
        var counters = (await Counters.ReadAsync(deployment)).Since(counted);
        double Each(double all) => all / requests;
        double[] sorted = [.. answers.Order()];
        return new Measurement
        {
            Scenario = scenario.Name,
            Requests = requests,
            Processor = times.Of.ToDictionary(time => time.Key, time => Each(time.Value.TotalMilliseconds)),
            AnsweredPerSecond = requests / answered.TotalSeconds,
            Median = sorted[sorted.Length / 2],
            Percentile99 = sorted[sorted.Length * 99 / 100],
            Allocated = Each(counters.Allocated),
            Messages = Each(counters.Messages),
            Writes = Each(counters.Writes),
            Conflicts = Each(counters.Conflicts),
            Memory = deployment.Processes.GroupBy(process => process.Name)
                .ToDictionary(group => group.Key, group => group.Sum(process => (double)process.PeakMemory)),
        };
    }
}
