using MassTransit.Saga;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Scim.Resources;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Simulation.Tests.Messages;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Variants;

/// <summary>
/// A build of the services. This one is as shipped; others break a promise by decorators, to show that the simulator notices.
/// </summary>
internal class Variant
{
    public static Variant Shipped { get; } = new();

    public virtual IDocumentCollection<T> Decorate<T>(IDocumentCollection<T> collection, SimulatedProcess process)
        where T : class => collection;

    public virtual IMessagePublisher Decorate(IMessagePublisher publisher) => publisher;

    public virtual ISagaRepositoryContextFactory<UserProvisioningState> Decorate(
        ISagaRepositoryContextFactory<UserProvisioningState> repository) => repository;

    public virtual IResourceEndpoint Decorate(IResourceEndpoint endpoint) => endpoint;

    /// <summary>The plan of a history that may show what this build breaks.</summary>
    public virtual WorldPlan PlanOf(int seed) => WorldPlan.FromSeed(seed);

    /// <summary>Before a delivery is handed to its consumer.</summary>
    public virtual void Delivering(SimulatedProcess process, Delivery delivery)
    {
    }

    /// <summary>True if a message that failed so is tried again without end.</summary>
    public virtual bool IsOutage(Exception failure) => ReceiveEndpointRetry.IsOutage(failure);
}
