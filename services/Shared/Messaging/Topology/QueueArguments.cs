using MassTransit;

namespace Scim.Bus.Messaging.Topology;

/// <summary>
/// Arguments of our queues, the same for consumers and publishers, which both declare them: RabbitMQ refuses a declaration that differs
/// from the existing queue (<see cref="QueueMismatchReporter"/>).
/// </summary>
internal static class QueueArguments
{
    /// <summary>
    /// Never reached. RabbitMQ 4 otherwise drops a message from a quorum queue at its 20th redelivery, for instance when a consumer has
    /// crashed with it that often. RabbitMQ 3 does not accept -1 for unlimited.
    /// </summary>
    private const int DeliveryLimit = int.MaxValue;

    public static void Apply(IRabbitMqQueueConfigurator queue)
    {
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", DeliveryLimit);
    }
}
