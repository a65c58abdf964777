namespace Scim.Bus.Outbox;

/// <summary>A document body with its own outbox: the write that stores a change also stores the messages that follow from it.</summary>
/// <typeparam name="TSelf">Type of the body.</typeparam>
public interface IHasOutbox<TSelf>
    where TSelf : class, IHasOutbox<TSelf>
{
    /// <summary>Messages that the broker has not confirmed yet, and entries that are not stored yet, oldest first.</summary>
    IReadOnlyList<PendingMessage> Pending { get; }

    /// <summary>When <see cref="IScheduledWork{T}"/> is next due for the document, UTC; null if nothing is scheduled.</summary>
    DateTimeOffset? NextDueAt { get; }

    /// <summary>Returns a copy of the body with these messages pending.</summary>
    TSelf WithPending(IReadOnlyList<PendingMessage> pending);
}
