namespace Scim.Bus.Messaging.Transport;

/// <summary>What carries messages.</summary>
public enum BusTransport
{
    /// <summary>RabbitMQ.</summary>
    RabbitMq,

    /// <summary>The process itself: for the host that has all services in it.</summary>
    InMemory,
}
