using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Messaging.Relaying;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Publishes stored messages. A call that returns means that the message is safe: the broker confirmed it, or on the in-memory transport
/// every subscriber has handled it.
/// </summary>
public sealed class ConfirmedPublisher(IBus bus, BusStart start, DeliveryTracker tracker, TimeProvider time)
{
    /// <summary>How long the broker has to confirm a message.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>How long subscribers on the in-memory transport have to handle one, their retries included.</summary>
    private static readonly TimeSpan HandlingTimeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private long _pausedUntil;

    /// <summary>True for a moment after a failure: what would fail too need not be tried.</summary>
    public bool IsPaused => time.GetTimestamp() < Interlocked.Read(ref _pausedUntil);

    /// <summary>Publishes a message in the trace that it was stored in.</summary>
    /// <exception cref="TimeoutException">It was not confirmed in time. It may have arrived.</exception>
    /// <exception cref="InvalidOperationException">The broker refused it, or a subscriber on the in-memory transport could not handle it.</exception>
    public async Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken)
    {
        var type = MessageTypes.Find(pending.Type);
        var message = pending.Body.Deserialize(type, MessageTypes.Json)!;
        var parent = ActivityContext.TryParse(pending.TraceParent, pending.TraceState, out var context) ? context : default;
        using var activity = BusTelemetry.Source.StartActivity($"relay {type.Name}", ActivityKind.Internal, parent);
        var handled = tracker.Expect(type, pending.MessageId);
        try
        {
            await SendAsync(message, type, pending, cancellationToken);
            await handled.WaitAsync(HandlingTimeout, time, cancellationToken);
            BusTelemetry.Published(type, time.GetUtcNow() - pending.At);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.Message);
            BusTelemetry.Failed(type);
            throw;
        }
        finally
        {
            tracker.Forget(pending.MessageId);
        }
    }

    /// <summary>Publishes many messages, several at a time and in no order. When it returns, all of them are safe.</summary>
    /// <param name="messages">The messages; each is only made when its turn comes.</param>
    /// <param name="parallelism">How many are under way at once.</param>
    /// <param name="cancellationToken">Ends it half-way.</param>
    /// <exception cref="TimeoutException">As <see cref="PublishAsync"/>.</exception>
    /// <exception cref="InvalidOperationException">As <see cref="PublishAsync"/>.</exception>
    public Task PublishAllAsync(IEnumerable<PendingMessage> messages, int parallelism, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        messages,
        new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken },
        async (message, token) => await PublishAsync(message, token));

    private async Task SendAsync(object message, Type type, PendingMessage pending, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            await start.Started.WaitAsync(timeout.Token);
            await bus.Publish(message, type, context => Describe(context, pending), timeout.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Interlocked.Exchange(ref _pausedUntil, time.GetTimestamp() + (long)(Pause.TotalSeconds * time.TimestampFrequency));
            throw e is OperationCanceledException
                ? new TimeoutException($"The {type.Name} {pending.MessageId} was not confirmed within {Timeout.TotalSeconds} s.", e)
                : new InvalidOperationException($"The {type.Name} {pending.MessageId} could not be published.", e);
        }
    }

    private static void Describe(PublishContext context, PendingMessage pending)
    {
        context.MessageId = pending.MessageId;
        if (pending.Replay is { } replay)
            context.Headers.Set(ReplayCompleted.Header, replay.ToString());
    }
}
