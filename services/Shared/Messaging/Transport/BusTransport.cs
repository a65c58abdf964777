namespace Scim.Bus.Messaging.Transport;

/// <summary>Transport of the bus.</summary>
public enum BusTransport
{
    /// <summary>RabbitMQ.</summary>
    RabbitMq,

    /// <summary>Memory of the process, for the host that runs all services (AllInOne).</summary>
    InMemory,
}
