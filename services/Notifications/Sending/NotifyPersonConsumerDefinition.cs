using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Notifications.Sending;

/// <summary>Endpoint of <see cref="NotifyPersonConsumer"/>.</summary>
internal sealed class NotifyPersonConsumerDefinition() : QueueConsumerDefinition<NotifyPersonConsumer>(NotificationsQueues.NotifyPerson);
