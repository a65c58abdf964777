using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Accounts.Reading;

/// <summary>Endpoint of <see cref="ReadAccountsConsumer"/>. An answer holds hundreds of accounts, so few are made at a time.</summary>
internal sealed class ReadAccountsConsumerDefinition()
    : QueueConsumerDefinition<ReadAccountsConsumer>(AccountsQueues.ReadAccounts, concurrency: 8);
