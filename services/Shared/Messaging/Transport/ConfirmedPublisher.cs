using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Messaging.Topology;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Publishes through MassTransit and waits for the broker's confirmation; on the in-memory transport, until every subscriber has handled
/// the message.
/// </summary>
public sealed class ConfirmedPublisher(
    IBus bus,
    BusStartedSignal signal,
    DeliveryTracker tracker,
    QueueMismatchReporter mismatches,
    IQueueRoom room,
    TimeProvider time) : IMessagePublisher
{
    /// <summary>Longest wait for the broker's confirmation.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for subscribers on the in-memory transport, their retries included.</summary>
    private static readonly TimeSpan HandlingTimeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private long _pausedUntil;
    private long _confirmedAt;
    private volatile bool _isBrokerAway;

    /// <inheritdoc />
    public bool IsBrokerAway => _isBrokerAway;

    /// <inheritdoc />
    public bool IsPaused => time.GetTimestamp() < Interlocked.Read(ref _pausedUntil);

    /// <inheritdoc />
    public async Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken)
    {
        var (type, message) = Read(pending);
        await room.TakeAsync(type, cancellationToken);
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

    private async Task SendAsync(object message, Type type, PendingMessage pending, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Timeout, time);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var attempt = new PublishAttempt(timeout);
        var begun = time.GetTimestamp();
        try
        {
            await signal.Started.WaitAsync(timeout.Token);
            // Waited for from outside too: what MassTransit does before it sends does not heed the token, and after a loss of the
            // connection in the wrong moment it never ends.
            await bus.Publish(message, type, context => Describe(context, pending, attempt), timeout.Token).WaitAsync(timeout.Token);
            _isBrokerAway = false;
            Interlocked.Exchange(ref _confirmedAt, time.GetTimestamp());
            Interlocked.Exchange(ref _pausedUntil, 0);
        }
        catch (Exception e) when (attempt.Refusal is not null)
        {
            throw new UnpublishableMessageException($"The broker refuses the {type.Name} {pending.MessageId}. {attempt.Refusal}", e);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            mismatches.Report(e);
            // One that has waited since before a newer one was confirmed was lost with its connection: the broker is back.
            if (begun > Interlocked.Read(ref _confirmedAt))
            {
                _isBrokerAway = true;
                Interlocked.Exchange(ref _pausedUntil, time.GetTimestamp() + (long)(Pause.TotalSeconds * time.TimestampFrequency));
            }

            throw new BrokerUnavailableException($"Could not publish {type.Name} {pending.MessageId}. {Reason(e)}", e);
        }
    }

    private string Reason(Exception failure)
    {
        if (failure is not OperationCanceledException)
            return failure.Message;
        return signal.Started.IsCompleted
            ? $"It was not confirmed within {Timeout.TotalSeconds} s."
            : $"The bus has not started within {Timeout.TotalSeconds} s.";
    }

    private static (Type Type, object Message) Read(PendingMessage pending)
    {
        var type = MessageTypes.Find(pending.Type);
        if (pending.Message is { } message)
            return (type, message);
        try
        {
            return (type, pending.Body.Deserialize(type, MessageTypes.Json) ?? throw new JsonException("The message is null."));
        }
        catch (JsonException e)
        {
            throw new UnpublishableMessageException($"The stored {type.Name} {pending.MessageId} is invalid at {e.Path}.", e);
        }
    }

    private static void Describe(PublishContext context, PendingMessage pending, PublishAttempt attempt)
    {
        context.AddOrUpdatePayload(() => attempt, _ => attempt);
        context.MessageId = pending.MessageId;
        if (pending.Replay is { } replay)
            context.Headers.Set(ReplayCompleted.Header, replay.ToString());
    }
}
