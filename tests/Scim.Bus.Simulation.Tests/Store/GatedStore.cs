using Scim.Bus.DocumentStore;
using Scim.Bus.Simulation.Tests.Kernel;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Store;

/// <summary>The store as a process sees it.</summary>
internal sealed class GatedStore(SimulatedProcess process) : IDocumentStore
{
    public IDocumentCollection<T> Open<T>(CollectionDefinition<T> definition)
        where T : class
    {
        var database = process.World.Database(definition.Service);
        if (database.FindOther<T>(definition.Name) is { } other)
            return other.ViewFor(process, definition);
        var gated = definition with { BackOff = BackOffAsync };
        var inner = database.Collection(definition);
        return process.World.Variant.Decorate(new GatedCollection<T>(process, gated, inner), process);
    }

    public Task VerifySchemaAsync(string service, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task BackOffAsync(TimeSpan longest, CancellationToken cancellationToken) =>
        process.EnterAsync(StepKind.BackOff, process.Service);
}
