using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Ingress.Directory.Reading;

/// <summary>Endpoint of <see cref="ReadDirectoryConsumer"/>. An answer holds hundreds of users, so few are made at a time.</summary>
internal sealed class ReadDirectoryConsumerDefinition()
    : QueueConsumerDefinition<ReadDirectoryConsumer>(IngressQueues.ReadDirectory, concurrency: 8);
