using MassTransit;

namespace Scim.Bus.Messaging.Transport;

/// <summary>Requests over the bus that end in time also while the broker is away.</summary>
public static class BoundedRequests
{
    /// <summary>
    /// Runs a request. MassTransit's own limit begins when the request is sent, and during an outage of the broker it never is.
    /// </summary>
    /// <param name="request">Sends the request and waits for the answer.</param>
    /// <param name="limit">Longest time for both.</param>
    /// <param name="time">Measures the limit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MassTransitException">There was no answer in time, or the request failed.</exception>
    public static async Task<T> WithinAsync<T>(
        Func<CancellationToken, Task<T>> request, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, time);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            // Waited for from outside too: what MassTransit does before the request is sent does not heed the token.
            return await request(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MassTransitException($"There was no answer within {limit.TotalSeconds} s.", e);
        }
    }
}
