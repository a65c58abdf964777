using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>Endpoint of <see cref="ReadTenantConsumer"/>. A request is rare: a tenant is asked about once.</summary>
internal sealed class ReadTenantConsumerDefinition()
    : QueueConsumerDefinition<ReadTenantConsumer>(IngressQueues.ReadTenant, concurrency: 8);
