using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using Scim.Bus.Messaging.Relaying;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Publishes stored messages. A call that returns means that the message is safe: the broker confirmed it, or on the in-memory transport
/// every subscriber has handled it.
/// </summary>
public sealed class ConfirmedPublisher(IBus bus, DeliveryTracker tracker, TimeProvider time)
{
    /// <summary>How long the broker has to confirm a message.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private long _pausedUntil;

    /// <summary>True for a moment after a failure: what would fail too need not be tried.</summary>
    public bool IsPaused => time.GetTimestamp() < Interlocked.Read(ref _pausedUntil);

    /// <summary>Publishes a message in the trace that it was stored in.</summary>
    /// <exception cref="TimeoutException">It was not confirmed in time. It may have arrived.</exception>
    public async Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken)
    {
        var type = MessageTypes.Find(pending.Type);
        var message = pending.Body.Deserialize(type, MessageTypes.Json)!;
        var parent = ActivityContext.TryParse(pending.TraceParent, pending.TraceState, out var context) ? context : default;
        using var activity = BusTelemetry.Source.StartActivity($"relay {type.Name}", ActivityKind.Internal, parent);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            await PublishAsync(message, type, pending.MessageId, timeout.Token);
            BusTelemetry.Published(type, time.GetUtcNow() - pending.At);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(activity, type, e);
            throw new TimeoutException($"The {type.Name} {pending.MessageId} was not confirmed within {Timeout.TotalSeconds} s.", e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(activity, type, e);
            throw;
        }
    }

    private async Task PublishAsync(object message, Type type, Guid messageId, CancellationToken cancellationToken)
    {
        var handled = tracker.Expect(type, messageId);
        try
        {
            await bus.Publish(message, type, context => context.MessageId = messageId, cancellationToken);
            await handled.WaitAsync(cancellationToken);
        }
        finally
        {
            tracker.Forget(messageId);
        }
    }

    private void Failed(Activity? activity, Type type, Exception e)
    {
        activity?.SetStatus(ActivityStatusCode.Error, e.Message);
        BusTelemetry.Failed(type);
        Interlocked.Exchange(ref _pausedUntil, time.GetTimestamp() + (long)(Pause.TotalSeconds * time.TimestampFrequency));
    }
}
