using System.Diagnostics;
using Scim.Bus.EndToEnd.Tests.Deployments;

namespace Scim.Bus.Benchmarks;

/// <summary>From the start of AllInOne's process to its being ready, with nothing in its folder.</summary>
internal static class ColdStart
{
    private const int Runs = 5;

    public static async Task RunAsync()
    {
        var times = new Durations();
        for (var run = 0; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            await using var deployment = await AllInOneDeployment.StartAsync();
            times.Add(watch.Elapsed);
        }

        Console.WriteLine(times.Describe("AllInOne, process start to ready"));
    }
}
