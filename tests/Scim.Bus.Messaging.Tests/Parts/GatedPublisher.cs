using System.Collections.Concurrent;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>A publisher that confirms a message when the test lets it.</summary>
internal sealed class GatedPublisher : IMessagePublisher
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ids of the confirmed messages, in the order of their confirmation.</summary>
    public ConcurrentQueue<Guid> Confirmed { get; } = [];

    /// <summary>True to behave as while the broker is away.</summary>
    public bool IsAway { get; init; }

    public bool IsBrokerAway => IsAway;

    public bool IsPaused => IsAway;

    /// <summary>Confirms all messages from now on.</summary>
    public void Open() => _gate.TrySetResult();

    public async Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken)
    {
        await _gate.Task.WaitAsync(cancellationToken);
        Confirmed.Enqueue(pending.MessageId);
    }
}
