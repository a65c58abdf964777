using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Scim.Bus.Benchmarks.Runs;
using Scim.Bus.Contracts;
using Scim.Bus.EndToEnd.Tests.Deployments;
using Scim.Bus.Testing;
using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Benchmarks.Latency;

/// <summary>
/// How long a tenant waits beside others: one that floods the service from 64 connections, or three in their initial cycle, as identity
/// providers send it (25 requests a second each, on 10 connections). Every service is a process, or all are one, over a real RabbitMQ.
/// </summary>
internal static class Neighbours
{
    private const int FloodConnections = 64;
    private const int CycleConnections = 10;
    private const int Cycles = 3;
    private const int WarmUp = 6_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task RunAsync(bool isFlood, bool isAllInOne, int rate, TimeSpan duration, int cycleRate)
    {
        await using var broker = await RabbitMqNode.StartAsync();
        var virtualHost = await broker.CreateVirtualHostAsync();
        await using Deployment deployment = isAllInOne
            ? await AllInOneDeployment.StartAsync(virtualHost)
            : await DistributedDeployment.StartAsync(new DistributedParts(virtualHost));
        using var observed = await TestTenant.CreateAsync(deployment);
        await using var subscriber = new Subscriber(virtualHost);
        await subscriber.StartAsync();
        await Parallel.ForAsync(0, WarmUp, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
            (await observed.Scim.PostAsync("Users", ScimClient.User($"warm{i}@acme.example"))).Expect(HttpStatusCode.Created));
        await Eventually.Be(() => Assert(subscriber.Accounts >= WarmUp), Patience);
        // What else follows from the warm-up would stand in the queues before what is measured.
        await ProcessTimes.AtRestAsync();

        using var end = new CancellationTokenSource();
        var others = new List<TestTenant>();
        for (var i = 0; i < (isFlood ? 1 : Cycles); i++)
            others.Add(await TestTenant.CreateAsync(deployment));
        var statuses = new ConcurrentDictionary<HttpStatusCode, int>();
        var load = others.Select(other => isFlood
            ? FloodAsync(other, FloodConnections, statuses, end.Token)
            : PaceAsync(
                other, "cycle", cycleRate, CycleConnections, TimeSpan.MaxValue, statuses, new Durations(), sent: null, end.Token)).ToList();

        var answers = new Durations();
        var sent = new ConcurrentDictionary<UserId, long>();
        var machine = MachineTimes.Now();
        await PaceAsync(observed, "seen", rate, CycleConnections, duration, statuses: [], answers, sent, CancellationToken.None);
        var busy = MachineTimes.Now().BusySince(machine);
        await end.CancelAsync();
        await Task.WhenAll(load);
        await Eventually.Be(() => Assert(sent.Keys.All(user => subscriber.AccountAt(user) is not null)), Patience);
        var accounts = new Durations();
        foreach (var (user, at) in sent)
            accounts.Add(Stopwatch.GetElapsedTime(at, subscriber.AccountAt(user)!.Value));
        var beside = isFlood ? $"a flood from {FloodConnections} connections" : $"{Cycles} initial cycles of {cycleRate} requests/s";
        var layout = isAllInOne ? "AllInOne" : "Six processes";
        Console.WriteLine($"{layout}, {rate} requests/s beside {beside}; processors busy for {busy:P0}");
        Console.WriteLine(answers.Describe("SCIM POST, request to answer"));
        Console.WriteLine(accounts.Describe("answer to account"));
        Console.WriteLine($"the others' answers: {string.Join(", ", statuses.Select(status => $"{(int)status.Key}: {status.Value}"))}");
        others.ForEach(other => other.Dispose());
    }

    private static Task FloodAsync(
        TestTenant tenant, int connections, ConcurrentDictionary<HttpStatusCode, int> statuses, CancellationToken end) =>
        Task.WhenAll(Enumerable.Range(0, connections).Select(async connection =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                var answer = await tenant.Scim.PostAsync("Users", ScimClient.User($"flood{connection}-{i}@acme.example"));
                statuses.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
            }
        }));

    /// <summary>Sends so many requests a second, on so many connections at most, and notes when each was answered.</summary>
    private static async Task PaceAsync(
        TestTenant tenant,
        string prefix,
        int rate,
        int connections,
        TimeSpan duration,
        ConcurrentDictionary<HttpStatusCode, int> statuses,
        Durations answers,
        ConcurrentDictionary<UserId, long>? sent,
        CancellationToken end)
    {
        using var free = new SemaphoreSlim(connections);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rate));
        var begun = Stopwatch.GetTimestamp();
        var requests = new List<Task>();
        for (var i = 0; Stopwatch.GetElapsedTime(begun) < duration && !end.IsCancellationRequested; i++)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            await free.WaitAsync(CancellationToken.None);
            requests.Add(SendAsync(i));
        }

        await Task.WhenAll(requests);

        async Task SendAsync(int number)
        {
            var at = Stopwatch.GetTimestamp();
            Answer answer;
            try
            {
                answer = await tenant.Scim.PostAsync("Users", ScimClient.User($"{prefix}{number}@acme.example"));
            }
            finally
            {
                free.Release();
            }

            answers.Add(Stopwatch.GetElapsedTime(at));
            statuses.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
            if (sent is not null)
                sent[UserId.Parse(answer.Expect(HttpStatusCode.Created).Id, null)] = Stopwatch.GetTimestamp();
        }
    }

    private static Task Assert(bool isTrue) => isTrue ? Task.CompletedTask : throw new InvalidOperationException("Accounts are missing.");
}
