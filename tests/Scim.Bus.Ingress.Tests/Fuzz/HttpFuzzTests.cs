using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Scim.Protocol.Tests.Fuzz;
using Xunit.Abstractions;

namespace Scim.Bus.Ingress.Tests.Fuzz;

/// <summary>Runs alone, because the test measures the process's memory.</summary>
[CollectionDefinition(nameof(HttpFuzzTests), DisableParallelization = true)]
public sealed class HttpFuzzCollection;

/// <summary>Malformed requests over real HTTP: each gets a response in time, with a SCIM error and never a 500.</summary>
[Collection(nameof(HttpFuzzTests))]
public sealed class HttpFuzzTests(IngressHost host, ITestOutputHelper output) : IClassFixture<IngressHost>
{
    private const int Connections = 8;
    private const long MaxGrowth = 300L * 1024 * 1024;

    private static readonly int Requests = TestSize.Choose("SCIM_FUZZ_REQUESTS", ordinary: 10_000, full: 200_000);

    /// <summary>Ten times the slowest response on an ordinary machine.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Malformed_requests_are_answered_in_time_and_never_with_an_internal_error()
    {
        var variable = Environment.GetEnvironmentVariable("SCIM_FUZZ_SEED");
        var seed = int.TryParse(variable, CultureInfo.InvariantCulture, out var given) ? given : 20261123;
        output.WriteLine($"SCIM_FUZZ_SEED={seed} SCIM_FUZZ_REQUESTS={Requests}");
        using var client = await host.NewTenantAsync("entra");
        var (user, group) = (await client.User("fuzz-user"), await client.Group("fuzz-group"));
        var requests = new MalformedRequests(client.Token, user, group);
        var statuses = new ConcurrentDictionary<int, int>();

        // Warm up: what is loaded and cached once does not count as growth.
        await SendAsync(requests, seed, 0, Math.Min(1_000, Requests), statuses);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await SendAsync(requests, seed, Math.Min(1_000, Requests), Requests, statuses);
        await client.AllEvents();
        host.Published.Clear();
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;

        var counts = string.Join(' ', statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}:{pair.Value}"));
        output.WriteLine($"{counts}; memory grew by {growth / 1024} KiB");
        Assert.True(growth < MaxGrowth, $"memory grew by {growth} bytes");
        Assert.True(statuses.GetValueOrDefault(400) > Requests / 4, "most should be refused");
        Assert.True(statuses.GetValueOrDefault(200) > Requests / 50, "some should still be understood");
        (await client.Get($"Users/{user}")).Expect(200);
        (await client.Get($"Groups/{group}")).Expect(200);
    }

    private async Task SendAsync(MalformedRequests requests, int seed, int from, int to, ConcurrentDictionary<int, int> statuses)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Connections };
        await Parallel.ForEachAsync(Enumerable.Range(0, Connections), options, async (lane, _) =>
        {
            using var connection = new RawConnection(host.Address);
            for (var i = from + lane; i < to; i += Connections)
            {
                var (head, body) = requests.Next(new Mutator(unchecked((seed * 1_000_003) + i)));
                var answer = await RespondAsync(connection, head, body, i);
                statuses.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
                Check(answer, head, body, i);
            }
        });
    }

    private static async Task<RawAnswer> RespondAsync(RawConnection connection, byte[] head, byte[] body, int number)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            return await connection.SendAsync(head, body, timeout.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            throw new InvalidOperationException($"Request {number} was not answered ({e.Message}): {Show(head, body)}", e);
        }
    }

    private static void Check(RawAnswer answer, byte[] head, byte[] body, int number)
    {
        Assert.True(
            answer.Status < 500 || (answer.Status == 501 && IsMe(head)),
            $"Request {number} was answered with {answer.Status}: {Show(head, body)}");
        // Invalid HTTP does not reach SCIM: the server refuses it, with a SCIM error all the same.
        if (answer.Status < 400 || (answer.Status == 404 && LeadsOut(head)))
            return;
        if (Encoding.UTF8.GetString(head).StartsWith("HEAD", StringComparison.Ordinal))
            return;
        Assert.True(
            answer.ContentType is "application/scim+json" or "application/json",
            $"Request {number}: {answer.Status} {answer.ContentType}: {Show(head, body)}");
        var error = JsonNode.Parse(answer.Body)!;
        Assert.Equal($"{answer.Status}", error["status"]!.GetValue<string>());
        Assert.NotEmpty(error["detail"]!.GetValue<string>());
    }

    /// <summary>True if dot segments lead out of the SCIM path.</summary>
    private static bool LeadsOut(byte[] head) =>
        !Uri.TryCreate($"http://localhost{Encoding.UTF8.GetString(head).Split(' ')[1]}", UriKind.Absolute, out var uri)
        || !uri.AbsolutePath.StartsWith("/scim/v2", StringComparison.OrdinalIgnoreCase);

    private static bool IsMe(byte[] head) => Encoding.UTF8.GetString(head).Contains("/scim/v2/me", StringComparison.OrdinalIgnoreCase);

    private static string Show(byte[] head, byte[] body) => $"{Encoding.UTF8.GetString(head)}\n{Encoding.UTF8.GetString(body)}";
}
