using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>A message as the broker has it.</summary>
internal sealed class RawMessage(BasicGetResult message)
{
    public string? MessageId { get; } = message.BasicProperties.MessageId;

    public byte[] Body { get; } = message.Body.ToArray();

    /// <summary>When MassTransit gave up on it, UTC; null for a message that it did not set aside.</summary>
    public DateTimeOffset? FaultedAt { get; } = message.BasicProperties.Headers?.TryGetValue("MT-Fault-Timestamp", out var at) == true && at is byte[] text
        ? DateTimeOffset.Parse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : null;
}
