using System.Diagnostics;
using System.Globalization;
using Scim.Bus.Simulation.Tests.Faults;
using Scim.Bus.Simulation.Tests.Kernel;
using Scim.Bus.Testing;
using Xunit.Abstractions;

namespace Scim.Bus.Simulation.Tests;

/// <summary>Random histories under one fault or two: no promise is broken, and every fault meets every step that it can.</summary>
public sealed class HistoriesTests(ITestOutputHelper output)
{
    private const int Few = 200;

    /// <summary>Enough for each fault to meet all of its steps.</summary>
    private const int Many = 1_000;

    /// <summary>Which fault must have met which steps; otherwise the run was idle.</summary>
    private static readonly (FaultKind Fault, StepKind[] Steps)[] MustMeet =
    [
        (FaultKind.StoreAway, [StepKind.Read, StepKind.Query, StepKind.Due, StepKind.Insert, StepKind.Replace, StepKind.Amend]),
        (FaultKind.WriteUnknown, [StepKind.Insert, StepKind.Replace, StepKind.Amend]),
        (FaultKind.WriteConflict, [StepKind.Replace]),
        (FaultKind.DiskFull, [StepKind.Insert, StepKind.Replace, StepKind.Amend]),
        (FaultKind.BrokerAway, [StepKind.Publish, StepKind.Answer]),
        (FaultKind.PublishFailed, [StepKind.Publish, StepKind.Answer]),
        (FaultKind.ConfirmLost, [StepKind.Publish, StepKind.Answer]),
        (FaultKind.Duplicated, [StepKind.Publish, StepKind.Answer]),
        (FaultKind.Delayed, [StepKind.Publish, StepKind.Answer]),
        (FaultKind.Crash, EveryStep),
        (FaultKind.Paused, EveryStep),
        (FaultKind.ClockJump, [StepKind.Read, StepKind.Replace, StepKind.Deliver]),
        (FaultKind.UnknownEntry, [StepKind.Publish]),
        (FaultKind.MailCut, [StepKind.Mail]),
        (FaultKind.MailRefused, [StepKind.Mail]),
        (FaultKind.HungUp, [StepKind.Push, StepKind.Read, StepKind.Insert, StepKind.Replace]),
    ];

    private static StepKind[] EveryStep =>
    [
        StepKind.Push, StepKind.Read, StepKind.Insert, StepKind.Replace, StepKind.Written, StepKind.Amend, StepKind.Publish,
        StepKind.Deliver,
    ];

    [Fact]
    [Trait("Takes", "Seconds")]
    public void No_history_breaks_a_promise_and_no_fault_misses_its_steps()
    {
        if (Environment.GetEnvironmentVariable("SCIMBUS_SIMULATION_SEED") is { Length: > 0 } seed)
        {
            var without = Environment.GetEnvironmentVariable("SCIMBUS_SIMULATION_WITHOUT") ?? "";
            Require(WorldPlan.FromSeed(int.Parse(seed, CultureInfo.InvariantCulture), without));
            return;
        }

        var isQuick = Environment.GetEnvironmentVariable("SCIMBUS_QUICK") == "1";
        var count = TestSize.Choose("SCIMBUS_SIMULATION_HISTORIES", ordinary: isQuick ? Few : Many, full: 20_000);
        var coverage = new Coverage();
        var stopwatch = Stopwatch.StartNew();
        var first = TestSize.Choose("SCIMBUS_SIMULATION_FROM", ordinary: 0, full: 0);
        for (var i = first; i < first + count; i++)
        {
            if (Simulation.Run(WorldPlan.FromSeed(i), coverage: coverage) is not null)
                Report(i);
        }

        output.WriteLine($"Processor: {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0.0} s");
        var perSecond = count / stopwatch.Elapsed.TotalSeconds;
        var table = string.Create(CultureInfo.InvariantCulture, $"{count:N0} histories, {perSecond:N0} a second.\n\n{coverage}");
        output.WriteLine(table);
        Directory.CreateDirectory(RepositoryRoot.PathTo("TestResults"));
        File.WriteAllText(RepositoryRoot.PathTo("TestResults", "simulation.md"), table);
        if (count < Many)
            return;
        var missed = MustMeet.SelectMany(
            row => row.Steps.Where(step => coverage[row.Fault, step] == 0).Select(step => $"{row.Fault} met no {step}"));
        Assert.Empty(missed);
    }

    /// <summary>Histories that broke a promise before what they found was mended.</summary>
    [Theory]
    [InlineData(352)]
    [InlineData(2851)]
    [InlineData(14401)]
    [InlineData(45322)]
    [InlineData(1054632)]
    [InlineData(5007235)]
    [Trait("Takes", "Seconds")]
    public void What_was_found_once_stays_mended(int seed) => Require(WorldPlan.FromSeed(seed));

    /// <summary>Fails with the story of the smallest part that breaks a promise.</summary>
    private static void Report(int seed) => Require(Simulation.Shrink(WorldPlan.FromSeed(seed)));

    private static void Require(WorldPlan plan)
    {
        if (Simulation.Run(plan) is not null)
            Assert.Fail(Simulation.Tell(plan));
    }
}
