using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Scim.Bus.Benchmarks.Latency;
using Scim.Bus.Benchmarks.Protocol;
using Scim.Bus.Benchmarks.Requests;
using Scim.Bus.Benchmarks.Results;
using Scim.Bus.Benchmarks.Runs;
using Scim.Bus.Benchmarks.Scale;
using Scim.Bus.Benchmarks.Worst;

try
{
    switch (args)
    {
        case ["requests", .. var given]:
            await ManyRequests.RunAsync(Number(given, 0, 1_000_000));
            return 0;
        case ["scale", .. var given]:
            var counts = given.Select(number => int.Parse(number, CultureInfo.InvariantCulture)).Concat(LargeSite.Counts[given.Length..]);
            await LargeSite.RunAsync([.. counts]);
            return 0;
        case ["worst"]:
            await WorstRequests.RunAsync();
            return 0;
        case ["protocol", .. var given]:
            // In this process: a project of its own for each benchmark would not build with our lock files.
            BenchmarkSwitcher.FromTypes([typeof(ProtocolBenchmarks)]).Run(
                given.Length > 0 ? given : ["--filter", "*"],
                DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)));
            return 0;
        case ["run", .. var given]:
            await RunAsync(RunOptions.Parse(given));
            return 0;
        case ["neighbours", var kind and ("flood" or "cycle"), .. var given]:
            await Neighbours.RunAsync(
                kind == "flood",
                isAllInOne: given.ElementAtOrDefault(2) switch
                {
                    null or "processes" => false,
                    "allinone" => true,
                    var other => throw new FormatException($"{other} is no layout."),
                },
                Number(given, 0, kind == "flood" ? 5 : 25),
                TimeSpan.FromSeconds(Number(given, 1, 30)),
                Number(given, 3, 25));
            return 0;
        case ["latency", .. var given]:
            await HotPath.RunAsync(
                Number(given, 0, 2_000),
                Number(given, 1, 8),
                isMongo: given.Length > 2 && given[2] == "mongodb");
            return 0;
        default:
            Console.WriteLine(RunOptions.Usage);
            return 2;
    }
}
catch (FormatException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}\n{RunOptions.Usage}");
    return 2;
}

static int Number(string[] given, int at, int otherwise) =>
    at < given.Length ? int.Parse(given[at], CultureInfo.InvariantCulture) : otherwise;

static async Task RunAsync(RunOptions options)
{
    var before = options.Compare is { } file ? RunResult.Read(file) : null;
    Console.WriteLine($"{options.Layout}, {options.Connections} connections, {options.Pushes} pushes");
    Console.WriteLine(Table.Head);
    var result = await MeasuredRun.RunAsync(options);
    Console.WriteLine($"CPU ms from the start to being ready: {Table.Parts(result.Start, "F0")}");
    Console.WriteLine($"The first users after the start:\n{Table.Row(result.FirstUsers, result.Yardstick)}");
    Console.WriteLine($"Memory, MiB at most: {Table.Parts(result.Measurements[^1].Memory, "F0")}");
    if (options.Json is { } json)
        result.Write(json);
    if (before is null)
        return;
    foreach (var line in Table.Ratios(before, result))
        Console.WriteLine(line);
}
