using System.Diagnostics;
using System.Globalization;
using Scim.Bus.Deployment.Tests.Files;

namespace Scim.Bus.Deployment.Tests;

/// <summary>The compose file's probes of broker and store, run as they stand there against real ones, but for host and port.</summary>
[Trait("Needs", "Processes")]
public sealed class HealthProbeTests(RabbitMqFixture rabbit, MongoFixture mongo)
    : IClassFixture<RabbitMqFixture>, IClassFixture<MongoFixture>
{
    private const int Closed = 1;

    [SkippableFact]
    public async Task RabbitMq_is_healthy_once_it_answers()
    {
        var broker = new Uri(await (await rabbit.GetAsync()).CreateVirtualHostAsync());
        Assert.Equal(0, await ProbeAsync("rabbitmq", "/dev/tcp/rabbitmq/5672", broker.Host, broker.Port));
        Assert.NotEqual(0, await ProbeAsync("rabbitmq", "/dev/tcp/rabbitmq/5672", "127.0.0.1", Closed));
    }

    [SkippableFact]
    public async Task MongoDb_is_healthy_once_it_answers_a_ping()
    {
        var server = new Uri((await mongo.GetAsync()).ConnectionString);
        Assert.Equal(0, await ProbeAsync("mongodb", "/dev/tcp/mongodb/27017", server.Host, server.Port));
        Assert.NotEqual(0, await ProbeAsync("mongodb", "/dev/tcp/mongodb/27017", "127.0.0.1", Closed));
    }

    /// <summary>Runs a container's probe against another address and returns its exit code.</summary>
    private static async Task<int> ProbeAsync(string container, string address, string host, int port)
    {
        var words = Compose.Services[container]["healthcheck"]["test"].Items.Select(word => word.Text).ToList();
        Assert.Equal(["CMD", "bash", "-c"], words[..3]);
        var script = words[3].Replace("$$", "$", StringComparison.Ordinal);
        Assert.Contains(address, script, StringComparison.Ordinal);
        script = script.Replace(address, string.Create(CultureInfo.InvariantCulture, $"/dev/tcp/{host}/{port}"), StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
