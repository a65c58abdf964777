using MassTransit;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Retry of messages that could not be handled. A store outage is retried until it ends, as nothing else could be handled either; a concurrency conflict
/// is retried at once, from the document as it is by then; anything else is retried a few times, then moved to the endpoint's <c>_error</c> queue.
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
            retry.Handle<DocumentConcurrencyException>();
            retry.Intervals(Jittered(count: 25, TimeSpan.FromMilliseconds(40)));
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.Ignore<StoreUnavailableException>();
            retry.Ignore<DocumentConcurrencyException>();
            retry.Exponential(5, FirstWait, TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(300));
        });
    }

    /// <summary>Waits of random length, so that those who met once do not meet again.</summary>
    private static TimeSpan[] Jittered(int count, TimeSpan longest) =>
        [.. Enumerable.Range(0, count).Select(_ => longest * Random.Shared.NextDouble())];
}
