using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users;

/// <summary>Sagas' timers: the time stands in the saga's document, and when it has come the saga gets a message.</summary>
internal sealed class DueUsers(IMessagePublisher publisher, TimeProvider time) : IScheduledWork<UserSaga>
{
    public Task ExecuteAsync(Document<UserSaga> document, CancellationToken cancellationToken) => publisher.PublishAsync(
        PendingMessage.Create(
            new UserTimeoutElapsed { Tenant = document.Tenant, User = document.Body.User },
            MessageIds.Create(document.Body.CorrelationId, document.Revision, nameof(UserTimeoutElapsed)),
            time.GetUtcNow()),
        cancellationToken);
}
