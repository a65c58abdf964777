using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Provisioning.Tenants;

/// <summary>Endpoint of <see cref="TenantConsumer"/>. Settings change seldom, so few messages are read at a time.</summary>
internal sealed class TenantConsumerDefinition() : QueueConsumerDefinition<TenantConsumer>(ProvisioningQueues.Tenant, concurrency: 8);
