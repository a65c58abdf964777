namespace Scim.Bus.Messaging.Relaying;

/// <summary>What a document holds that carries its consequences with it.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IOutboxBody<TSelf>
    where TSelf : class, IOutboxBody<TSelf>
{
    /// <summary>Messages that must still be published, in the order in which they arose.</summary>
    IReadOnlyList<PendingMessage> Pending { get; }

    /// <summary>When something else than publishing is due for the document; null if nothing is.</summary>
    DateTimeOffset? WorkDueAt { get; }

    /// <summary>The record with these messages pending.</summary>
    TSelf WithPending(IReadOnlyList<PendingMessage> pending);
}
