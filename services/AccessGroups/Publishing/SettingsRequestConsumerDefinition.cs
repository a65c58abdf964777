using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.AccessGroups.Publishing;

/// <summary>Endpoint of <see cref="SettingsRequestConsumer"/>.</summary>
internal sealed class SettingsRequestConsumerDefinition()
    : QueueConsumerDefinition<SettingsRequestConsumer>(AccessGroupsQueues.SettingsRequest);
