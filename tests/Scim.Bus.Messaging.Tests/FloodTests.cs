using System.Collections.Concurrent;
using System.Net;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Messaging.Tests;

/// <summary>
/// A tenant that offers all it can from 64 connections, beside one with a few requests a second and one in its initial cycle as identity
/// providers send it: what each has of the others is counted, not timed.
/// </summary>
[Collection(RealParts.Name)]
public sealed class FloodTests(RabbitMqFixture rabbit)
{
    private const string Queue = "provisioning-user";
    private const int QueueLimit = 50;
    private const int RelayWorkers = 32;
    private const int Share = 32;
    private const int Prefetch = 10;
    private const int FloodConnections = 64;
    private const int Backlog = 12 * QueueLimit;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    private int _accepted;

    [Fact]
    [Trait("Needs", "Processes")]
    public async Task A_flood_has_its_share_of_requests_and_of_a_queue_and_nobody_elses_request_is_refused()
    {
        var virtualHost = await (await rabbit.GetAsync()).CreateVirtualHostAsync();
        await using var ingress = await IngressOnBroker.StartAsync(virtualHost, QueueLimit);
        var (flooder, mostInProgress) = await ingress.NewTenantAsync("flooder");
        var (other, _) = await ingress.NewTenantAsync("other");
        var (cycle, _) = await ingress.NewTenantAsync("cycle");
        using var _1 = flooder;
        using var _2 = other;
        using var _3 = cycle;
        // The first message declares the queue.
        (await other.PostAsync("Users", ScimClient.User("first@other.example"))).Expect(HttpStatusCode.Created);
        await using (var raw = await RawBroker.ConnectAsync(virtualHost))
            await Eventually.Be(async () => Assert.Equal(1u, await raw.CountAsync(Queue)));
        await using var reader = await SlowReader.StartAsync(virtualHost, Queue, Prefetch);
        await Eventually.Be(() => Assert.Single(reader.Read));

        using var end = new CancellationTokenSource();
        var flood = FloodAsync(flooder, end.Token);
        var longest = WatchAsync(reader, end.Token);
        await Eventually.Be(() => Assert.InRange(Volatile.Read(ref _accepted), Backlog, int.MaxValue));
        var initial = PaceAsync(cycle, "cycle", count: 50, perSecond: 25, connections: 10, reader);
        var sent = await PaceAsync(other, "other", count: 10, perSecond: 5, connections: 10, reader);
        await initial;
        await end.CancelAsync();
        await flood;

        Assert.Equal(Share, mostInProgress());
        Assert.InRange<long>(await longest, QueueLimit / 2, QueueLimit + RelayWorkers);
        reader.EndPauses();
        await Eventually.Be(() => Assert.Superset(sent.Keys.ToHashSet(), reader.Users.ToHashSet()));
        var users = reader.Users.ToList();
        // Beside what is in the queue: what was delivered but not read, and what workers hold who wait for room in it.
        Assert.All(sent, user => Assert.InRange(
            users.IndexOf(user.Key) - user.Value, 0, QueueLimit + (3 * RelayWorkers) + Prefetch));
    }

    /// <summary>Sends from all connections until the end. Fails on any answer but 201 and 429.</summary>
    private Task FloodAsync(ScimClient client, CancellationToken end) => Task.WhenAll(
        Enumerable.Range(0, FloodConnections).Select(async connection =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                var answer = await client.PostAsync("Users", ScimClient.User($"flood{connection}-{i}@flooder.example"));
                answer.Expect(HttpStatusCode.Created, HttpStatusCode.TooManyRequests);
                Interlocked.Add(ref _accepted, answer.Status == HttpStatusCode.Created ? 1 : 0);
            }
        }));

    /// <summary>
    /// Sends so many requests a second, on so many connections at most; fails if one is not answered with 201. Returns the users, with how
    /// many messages were read when each was sent.
    /// </summary>
    private static async Task<IReadOnlyDictionary<string, int>> PaceAsync(
        ScimClient client, string prefix, int count, int perSecond, int connections, SlowReader reader)
    {
        var sent = new ConcurrentDictionary<string, int>();
        using var free = new SemaphoreSlim(connections);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        var requests = new List<Task>();
        while (requests.Count < count)
        {
            await timer.WaitForNextTickAsync();
            await free.WaitAsync();
            requests.Add(SendAsync(requests.Count));
        }

        await Task.WhenAll(requests);
        return sent;

        async Task SendAsync(int number)
        {
            try
            {
                var before = reader.Read.Count;
                var answer = await client.PostAsync("Users", ScimClient.User($"{prefix}{number}@{prefix}.example"));
                sent[answer.Expect(HttpStatusCode.Created).Id] = before;
            }
            finally
            {
                free.Release();
            }
        }
    }

    /// <summary>Looks how long the queue is, again and again until the end. Returns the longest that it was.</summary>
    private static async Task<long> WatchAsync(SlowReader reader, CancellationToken end)
    {
        var most = 0L;
        while (!end.IsCancellationRequested)
        {
            most = Math.Max(most, await reader.CountReadyAsync());
            await Task.Delay(LookEvery, CancellationToken.None);
        }

        return most;
    }
}
