using MassTransit;
using MassTransit.Saga;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users.Storage;

/// <summary>
/// Saga repository over a document collection. The messages that a saga sends are stored in its own document, by the same write, so a saga
/// and its messages cannot disagree. (MassTransit's repository for MongoDB publishes separately from the write.)
/// </summary>
internal sealed class DocumentSagaRepository(Outbox<UserProvisioningState> outbox) : ISagaRepositoryContextFactory<UserProvisioningState>
{
    public void Probe(ProbeContext context) => context.Add("persistence", "document");

    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<UserProvisioningState, T>> next)
        where T : class => next.Send(new DocumentSagaContext<T>(outbox, context));

    public Task SendQuery<T>(
        ConsumeContext<T> context,
        ISagaQuery<UserProvisioningState> query,
        IPipe<SagaRepositoryQueryContext<UserProvisioningState, T>> next)
        where T : class => throw new NotSupportedException("Messages find their saga by the user's id.");
}
