using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Notifications.Tenants;

/// <summary>Endpoint of <see cref="TenantConsumer"/>. Settings change seldom, so few messages are read at a time.</summary>
internal sealed class TenantConsumerDefinition() : QueueConsumerDefinition<TenantConsumer>(NotificationsQueues.Tenant, concurrency: 8);
