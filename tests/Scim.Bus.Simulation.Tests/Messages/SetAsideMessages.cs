using Scim.Bus.Outbox;
using Scim.Bus.Simulation.Tests.Kernel;

namespace Scim.Bus.Simulation.Tests.Messages;

/// <summary>Keeps what can't be published. The real one stores it; that is one more write that may fail.</summary>
internal sealed class SetAsideMessages(World world) : IUnpublishableMessages
{
    public async Task<bool> TryKeepAsync(UnpublishableMessage message, CancellationToken cancellationToken)
    {
        var process = Actor.Current.Process;
        if (await process.EnterAsync(StepKind.Insert, $"{process.Service}/errors") is FaultKind.StoreAway or FaultKind.DiskFull)
            throw new DocumentStore.StoreUnavailableException("The errors can't be written.");
        world.Watching.Kept(message);
        return true;
    }
}
