namespace Scim.Bus.Messaging.Transport;

/// <summary>How messages travel (section <c>Bus</c> of the configuration).</summary>
public sealed class BusOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Bus";

    /// <summary>The transport.</summary>
    public BusTransport Transport { get; set; } = BusTransport.RabbitMq;

    /// <summary>Messages that an endpoint prefetches and handles concurrently.</summary>
    public int Prefetch { get; set; } = 64;
}
