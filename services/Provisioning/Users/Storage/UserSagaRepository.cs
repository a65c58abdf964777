using MassTransit;
using MassTransit.Saga;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users.Storage;

/// <summary>
/// Keeps sagas in the document collection: what a saga sends stands in its own document and is stored by the same write, so a saga and its
/// messages can't disagree (MassTransit's own repository for MongoDB publishes beside the write).
/// </summary>
internal sealed class UserSagaRepository(Outbox<UserSaga> outbox) : ISagaRepositoryContextFactory<UserSaga>
{
    public void Probe(ProbeContext context) => context.Add("persistence", "document");

    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<UserSaga, T>> next)
        where T : class => next.Send(new UserSagaContext<T>(outbox, context));

    public Task SendQuery<T>(ConsumeContext<T> context, ISagaQuery<UserSaga> query, IPipe<SagaRepositoryQueryContext<UserSaga, T>> next)
        where T : class => throw new NotSupportedException("Messages find their saga by the user's id.");
}
