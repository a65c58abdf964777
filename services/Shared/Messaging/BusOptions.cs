namespace Scim.Bus.Messaging;

/// <summary>How messages travel (section <c>Bus</c> of the configuration).</summary>
public sealed class BusOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Bus";

    /// <summary>The transport.</summary>
    public BusTransport Transport { get; set; } = BusTransport.RabbitMq;

    /// <summary>Messages that an endpoint takes ahead of handling them, and handles at once.</summary>
    public int Prefetch { get; set; } = 64;
}

/// <summary>What carries messages.</summary>
public enum BusTransport
{
    /// <summary>RabbitMQ.</summary>
    RabbitMq,

    /// <summary>The process itself: for the host that has all services in it.</summary>
    InMemory,
}
