using System.ComponentModel.DataAnnotations;

namespace Scim.Bus.Messaging.Transport;

/// <summary>Transport of the bus (section <c>Bus</c> of the configuration).</summary>
public sealed class BusOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Bus";

    /// <summary>The transport.</summary>
    [EnumDataType(typeof(BusTransport))]
    public BusTransport Transport { get; set; } = BusTransport.RabbitMq;

    /// <summary>Number of messages that an endpoint prefetches and handles concurrently.</summary>
    [Range(1, ushort.MaxValue)]
    public int Prefetch { get; set; } = 64;

    /// <summary>
    /// Messages that a queue of ours may have before a process waits with publishing to it: about what its service does in a second. The
    /// rest waits in the outboxes, where tenants take turns. Each process that publishes counts for itself.
    /// </summary>
    [Range(1, 1_000_000)]
    public int QueueLimit { get; set; } = 500;
}
