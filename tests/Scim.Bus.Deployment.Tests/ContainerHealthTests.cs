using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Scim.Bus.Deployment.Tests;

/// <summary>The Dockerfile's program <c>health</c>, run as it stands there: it asks where the settings let the service listen.</summary>
[Trait("Needs", "Processes")]
public sealed partial class ContainerHealthTests
{
    [SkippableTheory]
    [InlineData("ASPNETCORE_HTTP_PORTS", "{0}")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "{0};1")]
    [InlineData("ASPNETCORE_URLS", "http://+:{0}")]
    [InlineData("ASPNETCORE_URLS", "http://*:{0}/")]
    [InlineData("ASPNETCORE_URLS", "http://[::]:{0}")]
    [InlineData("ASPNETCORE_URLS", "https://+:1;http://127.0.0.1:{0}")]
    [InlineData("Admin__Url", "http://127.0.0.1:{0}")]
    public async Task It_asks_at_the_address_that_has_health(string setting, string value)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var settings = new Dictionary<string, string>
        {
            // What the setting in question takes precedence over.
            ["ASPNETCORE_HTTP_PORTS"] = "1",
            [setting] = value.Replace("{0}", $"{((IPEndPoint)server.LocalEndpoint).Port}", StringComparison.Ordinal),
        };

        var healthy = RunAsync("ready", settings);
        Assert.Equal("GET /health/ready HTTP/1.1", await AnswerAsync(server, "200 OK"));
        Assert.Equal(0, await healthy);

        var unhealthy = RunAsync("live", settings);
        Assert.Equal("GET /health/live HTTP/1.1", await AnswerAsync(server, "503 Service Unavailable"));
        Assert.NotEqual(0, await unhealthy);
    }

    [SkippableTheory]
    [InlineData("ASPNETCORE_HTTP_PORTS", "1")]
    [InlineData("ASPNETCORE_URLS", "https://+:8443")]
    [InlineData("Admin__Url", "https://127.0.0.1:8443")]
    public async Task It_fails_where_nobody_answers_it(string setting, string value) =>
        Assert.NotEqual(0, await RunAsync("live", new Dictionary<string, string> { [setting] = value }));

    /// <summary>Answers the next request with a status, and returns the request's first line.</summary>
    private static async Task<string?> AnswerAsync(TcpListener server, string status)
    {
        using var client = await server.AcceptTcpClientAsync().WaitAsync(Eventually.Patience);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var first = await reader.ReadLineAsync();
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n"));
        return first;
    }

    private static async Task<int> RunAsync(string question, Dictionary<string, string> settings)
    {
        Skip.IfNot(File.Exists("/bin/bash"), "There is no bash at its usual place.");
        var script = Script.Match(await File.ReadAllTextAsync(RepositoryRoot.PathTo("Dockerfile"))).Groups["script"].Value;
        Assert.StartsWith("#!/bin/bash\n", script, StringComparison.Ordinal);
        var start = new ProcessStartInfo("/bin/bash", ["-c", script, "health", question]) { UseShellExecute = false };
        start.Environment.Clear();
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return process.ExitCode;
    }

    [GeneratedRegex("<<\"EOF\" /usr/local/bin/health\n(?<script>.*?\n)EOF\n", RegexOptions.Singleline, 1_000)]
    private static partial Regex Script { get; }
}
