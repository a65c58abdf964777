using System.Collections.Concurrent;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>A publisher that confirms messages at once, or fails as the test says.</summary>
internal sealed class ScriptedPublisher : IMessagePublisher
{
    /// <summary>Ids of the confirmed messages, in the order of their confirmation.</summary>
    public ConcurrentQueue<Guid> Confirmed { get; } = [];

    /// <summary>What publishing a message fails with; null to confirm it.</summary>
    public Func<PendingMessage, Exception?> Fails { get; set; } = _ => null;

    public bool IsBrokerAway { get; set; }

    public bool IsPaused { get; set; }

    public Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken)
    {
        if (Fails(pending) is { } failure)
            return Task.FromException(failure);
        Confirmed.Enqueue(pending.MessageId);
        return Task.CompletedTask;
    }
}
