using System.Diagnostics;
using System.Net.Http.Json;
using Xunit;

namespace Scim.Bus.Testing.Tests;

[Trait("Needs", "Processes")]
public sealed class ServiceProcessTests
{
    internal static readonly string Sample = RepositoryRoot.PathTo(
        "tests", "Scim.Bus.Testing.Tests", "SampleService", "bin",
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "SampleService.dll");

    [Fact]
    public async Task A_service_can_be_killed_and_restarted_with_its_data()
    {
        await using var service = await StartAsync(new() { ["Sample__Greeting"] = "hello" });
        var first = service.ProcessId;
        Assert.Equal("hello", await service.Http.GetStringAsync("/greeting"));
        Assert.Equal(first, await service.Http.GetFromJsonAsync<int>("/process"));

        await service.KillAsync();
        Assert.False(service.IsRunning);
        await Assert.ThrowsAsync<HttpRequestException>(() => service.Http.GetStringAsync("/greeting"));

        await service.RestartAsync();
        Assert.NotEqual(first, service.ProcessId);
        Assert.Equal("hello", await service.Http.GetStringAsync("/greeting"));
    }

    [Fact]
    public async Task Stop_sends_SIGTERM_and_reports_when_it_had_to_kill()
    {
        await using var polite = await StartAsync([]);
        await using var stubborn = await StartAsync(new() { ["Sample__IgnoresSigterm"] = "true" });

        var clean = await polite.StopAsync();
        var forced = await stubborn.StopAsync(TimeSpan.FromMilliseconds(500));

        Assert.True(clean.IsClean, $"{clean}");
        Assert.Contains(polite.Output, line => line.Contains("shutting down", StringComparison.Ordinal));
        Assert.True(forced.WasKilled, $"{forced}");
        Assert.False(forced.IsClean);
    }

    [Fact]
    public async Task A_service_that_exits_at_once_is_reported_with_its_output()
    {
        var failure = await Assert.ThrowsAsync<ServiceFailedException>(
            () => StartAsync(new() { ["Sample__FailsWith"] = "no such store" }));

        Assert.Contains("exit code 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no such store", failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Another_program_that_answers_on_the_port_is_not_taken_for_the_service()
    {
        Skip.IfNot(File.Exists("/proc/net/tcp"), "It cannot be known here who listens on a port.");

        // Long enough for two processes to start, one after the other.
        var (failure, within) = (await FailAsync(TimeSpan.FromSeconds(8)), TimeSpan.FromSeconds(16));
        for (; !IsNamed(failure) && within < Eventually.Patience; within *= 2)
            failure = await FailAsync(within);

        Assert.True(IsNamed(failure), failure.Message);

        static bool IsNamed(ServiceFailedException failure) =>
            failure.Message.Contains("another process answers on port", StringComparison.Ordinal);
        static Task<ServiceFailedException> FailAsync(TimeSpan readyWithin) =>
            Assert.ThrowsAsync<ServiceFailedException>(() => ServiceProcess.StartAssemblyAsync(
                Sample, new Dictionary<string, string?> { ["Sample__LeavesAnswersToAnother"] = "true" }, readyWithin: readyWithin));
    }

    [Fact]
    public async Task A_service_that_is_not_built_is_named()
    {
        var failure = await Assert.ThrowsAsync<FileNotFoundException>(() => ServiceProcess.StartAsync("NoSuchService"));

        Assert.Contains("NoSuchService", failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Processes_of_a_test_host_die_with_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no reaper on Windows.");
        await using var host = await StartAsync(new() { ["Sample__StartsAnother"] = "true" });
        var other = (await host.Http.GetFromJsonAsync<Other>("/other"))!;
        using var orphan = Process.GetProcessById(other.ProcessId);
        Assert.True(Directory.Exists(other.WorkingFolder));

        await host.KillAsync();

        await Eventually.Be(() => orphan.HasExited, because: "the reaper ends the processes of a dead test host");
        await Eventually.Be(() => !Directory.Exists(other.WorkingFolder), because: "and removes its folders");
    }

    private static Task<ServiceProcess> StartAsync(Dictionary<string, string?> environment) =>
        ServiceProcess.StartAssemblyAsync(Sample, environment);

    private sealed record Other(int ProcessId, string WorkingFolder);
}
