using Scim.Bus.Outbox;

namespace Scim.Bus.Simulation.Tests.Store;

/// <summary>A collection, as the world sees it.</summary>
internal interface IOutboxPeek
{
    /// <summary>When the next document is due, UTC; null if none is.</summary>
    DateTimeOffset? NextDue { get; }

    /// <summary>Puts an entry first in the outbox of some document. False if there is no document with an outbox.</summary>
    bool TryPutFirst(PendingMessage entry, int target, DateTimeOffset now);
}
