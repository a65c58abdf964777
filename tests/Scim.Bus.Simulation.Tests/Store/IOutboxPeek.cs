using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Store;

/// <summary>A collection, as the world sees it.</summary>
internal interface IOutboxPeek
{
    /// <summary>When the next document is due, UTC; null if none is.</summary>
    DateTimeOffset? NextDue { get; }

    /// <summary>The collection as a process sees it whose documents are read as another type.</summary>
    IDocumentCollection<TView> ViewFor<TView>(SimulatedProcess process, CollectionDefinition<TView> definition)
        where TView : class;

    /// <summary>Puts an entry first in the outbox of some document. False if there is no document with an outbox.</summary>
    bool TryPutFirst(PendingMessage entry, int target, DateTimeOffset now);
}
