using MassTransit;
using MassTransit.Saga;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users.Storage;

/// <summary>
/// Required by MassTransit's registration; unused, because <see cref="DocumentSagaContext{TMessage}"/> creates its own contexts.
/// </summary>
internal sealed class NoConsumeContextFactory : ISagaConsumeContextFactory<Outbox<UserProvisioningState>, UserProvisioningState>
{
    public Task<SagaConsumeContext<UserProvisioningState, T>> CreateSagaConsumeContext<T>(
        Outbox<UserProvisioningState> context,
        ConsumeContext<T> consumeContext,
        UserProvisioningState instance,
        SagaConsumeContextMode mode)
        where T : class => throw new NotSupportedException();
}
