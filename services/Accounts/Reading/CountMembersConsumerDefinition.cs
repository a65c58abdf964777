using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Accounts.Reading;

/// <summary>Endpoint of <see cref="CountMembersConsumer"/>. Each group is a query, so few are counted at a time.</summary>
internal sealed class CountMembersConsumerDefinition()
    : QueueConsumerDefinition<CountMembersConsumer>(AccountsQueues.CountMembers, concurrency: 8);
