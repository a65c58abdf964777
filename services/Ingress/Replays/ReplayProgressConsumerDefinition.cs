using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Ingress.Replays;

/// <summary>Endpoint of <see cref="ReplayProgressConsumer"/>. Replays are rare, so few messages are read at a time.</summary>
internal sealed class ReplayProgressConsumerDefinition()
    : QueueConsumerDefinition<ReplayProgressConsumer>(IngressQueues.ReplayProgress, concurrency: 8);
