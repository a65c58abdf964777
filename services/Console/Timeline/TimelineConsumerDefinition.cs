using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Console.Timeline;

/// <summary>Endpoint of <see cref="TimelineConsumer"/>.</summary>
internal sealed class TimelineConsumerDefinition() : QueueConsumerDefinition<TimelineConsumer>(ConsoleQueues.Timeline);
