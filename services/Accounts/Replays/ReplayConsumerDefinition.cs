using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Accounts.Replays;

/// <summary>Endpoint of <see cref="ReplayConsumer"/>. Replays are rare, so few messages are read at a time.</summary>
internal sealed class ReplayConsumerDefinition() : QueueConsumerDefinition<ReplayConsumer>(AccountsQueues.Replay, concurrency: 8);
