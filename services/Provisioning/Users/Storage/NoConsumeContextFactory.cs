using MassTransit;
using MassTransit.Saga;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users.Storage;

/// <summary>MassTransit registers one with every repository; this one's context makes its own.</summary>
internal sealed class NoConsumeContextFactory : ISagaConsumeContextFactory<Outbox<UserSaga>, UserSaga>
{
    public Task<SagaConsumeContext<UserSaga, T>> CreateSagaConsumeContext<T>(
        Outbox<UserSaga> context, ConsumeContext<T> consumeContext, UserSaga instance, SagaConsumeContextMode mode)
        where T : class => throw new NotSupportedException();
}
