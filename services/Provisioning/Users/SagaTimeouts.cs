using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users;

/// <summary>Timers of sagas. The time is stored in the saga's document; when it has come, the saga is sent a message.</summary>
internal sealed class SagaTimeouts(IMessagePublisher publisher, TimeProvider time) : IScheduledWork<UserProvisioningState>
{
    public Task ExecuteAsync(Document<UserProvisioningState> document, CancellationToken cancellationToken) => publisher.PublishAsync(
        PendingMessage.Create(
            new UserTimeoutElapsed { Tenant = document.Tenant, User = document.Body.User },
            MessageIds.Create(document.Body.CorrelationId, document.Revision, nameof(UserTimeoutElapsed)),
            time.GetUtcNow()),
        cancellationToken);
}
