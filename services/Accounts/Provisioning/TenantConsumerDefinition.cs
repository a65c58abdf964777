using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Endpoint of <see cref="TenantConsumer"/>. Settings change seldom, so few messages are read at a time.</summary>
internal sealed class TenantConsumerDefinition() : QueueConsumerDefinition<TenantConsumer>(AccountsQueues.Tenant, concurrency: 8);
