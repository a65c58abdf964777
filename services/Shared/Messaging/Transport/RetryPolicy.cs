using MassTransit;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// What happens to a message that could not be handled. A store that is away is waited for, as nothing else could be handled either; a
/// document that somebody else wrote at the same moment is read again; anything else is tried a few times and then moved to the endpoint's
/// <c>_error</c> queue.
/// </summary>
internal static class RetryPolicy
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    public static void Apply(IConsumePipeConfigurator endpoint)
    {
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<StoreUnavailableException>();
            retry.Exponential(int.MaxValue, FirstWait, LongestWait, FirstWait);
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.Ignore<StoreUnavailableException>();
            retry.Handle<ConcurrentWriteException>();
            retry.Intervals(Jittered(count: 25, TimeSpan.FromMilliseconds(40)));
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.Ignore<StoreUnavailableException>();
            retry.Ignore<ConcurrentWriteException>();
            retry.Exponential(5, FirstWait, TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(300));
        });
    }

    /// <summary>Waits of random length, so that those who met once do not meet again.</summary>
    private static TimeSpan[] Jittered(int count, TimeSpan longest) =>
        [.. Enumerable.Range(0, count).Select(_ => longest * Random.Shared.NextDouble())];
}
