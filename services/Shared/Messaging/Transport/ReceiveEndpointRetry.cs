using MassTransit;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Retries that a definition gives its endpoint, by what a consumer can meet. A message that is not retried, or was retried in vain, is
/// moved to the endpoint's <c>_error</c> queue.
/// </summary>
public static class ReceiveEndpointRetry
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Retries until an outage of the store or the broker ends: no other message could be handled either. For every consumer.
    /// </summary>
    public static void RetryOutages(this IConsumePipeConfigurator endpoint) => endpoint.UseMessageRetry(retry =>
    {
        retry.Handle<Exception>(IsOutage);
        retry.Exponential(int.MaxValue, FirstWait, LongestWait, FirstWait);
    });

    /// <summary>
    /// Retries a conflict with a concurrent write at once, from the document as it now is. For consumers that change documents.
    /// </summary>
    public static void RetryConflicts(this IConsumePipeConfigurator endpoint) => endpoint.UseMessageRetry(retry =>
    {
        retry.Handle<Exception>(IsConflict);
        retry.Intervals(Jittered(count: 25, TimeSpan.FromMilliseconds(40)));
    });

    /// <summary>Retries anything else a few times within some ten seconds.</summary>
    public static void RetryFailures(this IConsumePipeConfigurator endpoint) => endpoint.UseMessageRetry(retry =>
    {
        retry.Ignore<Exception>(failure => IsOutage(failure) || IsConflict(failure));
        retry.Exponential(5, FirstWait, TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(300));
    });

    /// <summary>True if the store or the broker is away. A state machine wraps what its activities throw.</summary>
    internal static bool IsOutage(Exception failure) =>
        Chain(failure).Any(cause => cause is StoreUnavailableException or BrokerUnavailableException or ConnectionException);

    /// <summary>True if another writer was faster.</summary>
    internal static bool IsConflict(Exception failure) => Chain(failure).Any(cause => cause is DocumentConcurrencyException);

    /// <summary>The failure and its causes.</summary>
    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    /// <summary>Random waits, so that two consumers in conflict do not retry at the same moment.</summary>
    private static TimeSpan[] Jittered(int count, TimeSpan longest) =>
        [.. Enumerable.Range(0, count).Select(_ => longest * Random.Shared.NextDouble())];
}
