using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;
using Scim.Bus.Contracts;

namespace Scim.Bus.Benchmarks.Latency;

/// <summary>A downstream service that notes when it hears of each user: through the contracts alone, as any other would.</summary>
internal sealed class Subscriber(string broker) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<UserId, long> _published = [];
    private readonly ConcurrentDictionary<UserId, long> _accounts = [];
    private IBusControl? _bus;

    /// <summary>How many accounts it heard of.</summary>
    public int Accounts => _accounts.Count;

    public async Task StartAsync()
    {
        _bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(transport =>
        {
            transport.Host(new Uri(broker));
            transport.ReceiveEndpoint($"benchmark-{Guid.CreateVersion7():N}", endpoint =>
            {
                endpoint.AutoDelete = true;
                endpoint.PrefetchCount = 256;
                endpoint.Handler<UserProvisioned>(context => Note(_published, context.Message.User));
                endpoint.Handler<AccountProvisioned>(context => Note(_accounts, context.Message.User!.Value));
            });
        });
        await _bus.StartAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>
    /// When the message that a user was accepted came here, as a timestamp of <see cref="Stopwatch"/>; null if it never did.
    /// </summary>
    public long? PublishedAt(UserId user) => _published.TryGetValue(user, out var at) ? at : null;

    /// <summary>When the message that a user has an account came here.</summary>
    public long? AccountAt(UserId user) => _accounts.TryGetValue(user, out var at) ? at : null;

    public async ValueTask DisposeAsync()
    {
        if (_bus is not null)
            await _bus.StopAsync(TimeSpan.FromSeconds(10));
    }

    private static Task Note(ConcurrentDictionary<UserId, long> times, UserId user)
    {
        times.TryAdd(user, Stopwatch.GetTimestamp());
        return Task.CompletedTask;
    }
}
