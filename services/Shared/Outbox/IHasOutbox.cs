namespace Scim.Bus.Outbox;

/// <summary>A document body with its own outbox: messages that follow from a change are stored by the same write.</summary>
/// <typeparam name="TSelf">The body's own type.</typeparam>
public interface IHasOutbox<TSelf>
    where TSelf : class, IHasOutbox<TSelf>
{
    /// <summary>Messages not published yet, oldest first.</summary>
    IReadOnlyList<PendingMessage> Pending { get; }

    /// <summary>When <see cref="IScheduledWork{T}"/> is next due for the document, UTC; null for never.</summary>
    DateTimeOffset? NextDueAt { get; }

    /// <summary>A copy of the body with these messages pending.</summary>
    TSelf WithPending(IReadOnlyList<PendingMessage> pending);
}
