using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.AccessGroups.Directory;

/// <summary>Endpoint of <see cref="GroupDirectoryConsumer"/>.</summary>
internal sealed class GroupDirectoryConsumerDefinition()
    : QueueConsumerDefinition<GroupDirectoryConsumer>(AccessGroupsQueues.GroupDirectory);
