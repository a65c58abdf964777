using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Notifications.Admins;

/// <summary>Endpoint of <see cref="AdminNoticeConsumer"/>.</summary>
internal sealed class AdminNoticeConsumerDefinition() : QueueConsumerDefinition<AdminNoticeConsumer>(NotificationsQueues.AdminNotice);
