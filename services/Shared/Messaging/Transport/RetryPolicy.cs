using MassTransit;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Retry of messages that a consumer failed to handle. An outage of the store or the broker is retried until it ends, as no other message
/// could be handled either. A concurrency conflict is retried at once, from the document as it now is. Anything else is retried a few times; then
/// the message is moved to the endpoint's <c>_error</c> queue.
/// </summary>
internal static class RetryPolicy
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public static void Apply(IConsumePipeConfigurator endpoint)
    {
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<StoreUnavailableException>();
            retry.Handle<BrokerUnavailableException>();
            retry.Handle<ConnectionException>();
            retry.Exponential(int.MaxValue, FirstWait, LongestWait, FirstWait);
        });
        endpoint.UseMessageRetry(retry =>
        {
            IgnoreOutages(retry);
            retry.Handle<DocumentConcurrencyException>();
            retry.Intervals(Jittered(count: 25, TimeSpan.FromMilliseconds(40)));
        });
        endpoint.UseMessageRetry(retry =>
        {
            IgnoreOutages(retry);
            retry.Ignore<DocumentConcurrencyException>();
            retry.Exponential(5, FirstWait, TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(300));
        });
    }

    private static void IgnoreOutages(IRetryConfigurator retry)
    {
        retry.Ignore<StoreUnavailableException>();
        retry.Ignore<BrokerUnavailableException>();
        retry.Ignore<ConnectionException>();
    }

    /// <summary>Random waits, so that two consumers in conflict do not retry at the same moment.</summary>
    private static TimeSpan[] Jittered(int count, TimeSpan longest) =>
        [.. Enumerable.Range(0, count).Select(_ => longest * Random.Shared.NextDouble())];
}
