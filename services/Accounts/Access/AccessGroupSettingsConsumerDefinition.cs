using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Accounts.Access;

/// <summary>Endpoint of <see cref="AccessGroupSettingsConsumer"/>.</summary>
internal sealed class AccessGroupSettingsConsumerDefinition()
    : QueueConsumerDefinition<AccessGroupSettingsConsumer>(AccountsQueues.AccessGroupSettings);
