using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Endpoint of <see cref="ApplyAccountConsumer"/>.</summary>
internal sealed class ApplyAccountConsumerDefinition() : QueueConsumerDefinition<ApplyAccountConsumer>(AccountsQueues.ApplyAccount);
