using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Scim.Bus.Contracts;
using Scim.Bus.Testing;
using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Benchmarks.Latency;

/// <summary>
/// From a SCIM request to the event that it publishes, and from that event to the account: every service a process, over a real RabbitMQ.
/// </summary>
internal static class HotPath
{
    private const int WarmUp = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(int users, int clients, bool isMongo)
    {
        await using var broker = await RabbitMqNode.StartAsync();
        await using var mongo = isMongo ? await MongoServer.StartAsync() : null;
        Console.WriteLine($"{broker.Kind}{(mongo is null ? "" : $"; {mongo.Kind}")}");
        await using var deployment = await DistributedDeployment.StartAsync(broker, mongo);
        using var tenant = await TestTenant.CreateAsync(deployment);
        await using var subscriber = new Subscriber(deployment.Broker);
        await subscriber.StartAsync();

        await PushAsync(tenant, WarmUp, clients, "warm", new Durations());
        await Eventually.Be(() => HasAccounts(subscriber, WarmUp), Patience);

        var answers = new Durations();
        var watch = Stopwatch.StartNew();
        var sent = await PushAsync(tenant, users, clients, "hot", answers);
        var pushed = watch.Elapsed;
        await Eventually.Be(() => HasAccounts(subscriber, WarmUp + users), Patience);
        var applied = watch.Elapsed;

        var (published, accounts) = (new Durations(), new Durations());
        foreach (var (user, at) in sent)
        {
            published.Add(Stopwatch.GetElapsedTime(at, subscriber.PublishedAt(user)!.Value));
            accounts.Add(Stopwatch.GetElapsedTime(subscriber.PublishedAt(user)!.Value, subscriber.AccountAt(user)!.Value));
        }

        Console.WriteLine(answers.Describe("SCIM POST, request to answer"));
        Console.WriteLine(published.Describe("SCIM POST, request to event received"));
        Console.WriteLine(accounts.Describe("event received to account provisioned"));
        Console.WriteLine(FormattableString.Invariant(
            $"pushes answered: {users / pushed.TotalSeconds:F0}/s; accounts provisioned: {users / applied.TotalSeconds:F0}/s"));
    }

    private static async Task<ConcurrentDictionary<UserId, long>> PushAsync(
        TestTenant tenant, int users, int clients, string prefix, Durations answers)
    {
        var sent = new ConcurrentDictionary<UserId, long>();
        await Parallel.ForAsync(0, users, new ParallelOptions { MaxDegreeOfParallelism = clients }, async (i, _) =>
        {
            var at = Stopwatch.GetTimestamp();
            var answer = await tenant.Scim.PostAsync("Users", ScimClient.User($"{prefix}{i}@acme.example"));
            answers.Add(Stopwatch.GetElapsedTime(at));
            sent[UserId.Parse(answer.Expect(HttpStatusCode.Created).Id, null)] = at;
        });
        return sent;
    }

    private static Task HasAccounts(Subscriber subscriber, int count) => subscriber.Accounts >= count
        ? Task.CompletedTask
        : throw new InvalidOperationException($"{subscriber.Accounts} of {count} accounts are there.");
}
