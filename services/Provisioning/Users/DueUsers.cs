using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Relaying;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Provisioning.Users;

/// <summary>Sagas' timers: the time stands in the saga's document, and when it has come the saga gets a message.</summary>
internal sealed class DueUsers(ConfirmedPublisher publisher, TimeProvider time) : IDueWork<UserSaga>
{
    public Task DoAsync(Document<UserSaga> document, CancellationToken cancellationToken) => publisher.PublishAsync(
        PendingMessage.Of(
            new UserDue { Tenant = document.Tenant, User = document.Body.User },
            MessageIds.Of(document.Body.CorrelationId, document.Revision, nameof(UserDue)),
            time.GetUtcNow()),
        cancellationToken);
}
