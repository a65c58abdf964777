using Scim.Bus.DocumentStore;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Variants;

/// <summary>A build with another collection of one kind of documents.</summary>
internal abstract class StoreVariant<TBody> : Variant
    where TBody : class
{
    public sealed override IDocumentCollection<T> Decorate<T>(IDocumentCollection<T> collection, SimulatedProcess process) =>
        collection is IDocumentCollection<TBody> ours ? (IDocumentCollection<T>)(object)Decorate(ours, process) : collection;

    protected abstract IDocumentCollection<TBody> Decorate(IDocumentCollection<TBody> collection, SimulatedProcess process);
}
