using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Errors;

/// <summary>
/// A message that was set aside, with what a retry needs. Its body has personal data and is stored apart (<see cref="ErrorBody"/>). Once it
/// was sent again the record is a tombstone, which remembers the attempts in case the message comes back.
/// </summary>
public sealed record ErrorRecord
{
    /// <summary>The service's name, a hyphen, and 32 hexadecimal digits that follow from the message.</summary>
    public required string Id { get; init; }

    /// <summary>Why it was set aside.</summary>
    public required ErrorKind Kind { get; init; }

    /// <summary>The queue that it was for, or <c>outbox:</c> and the names of service and collection.</summary>
    public required string Queue { get; init; }

    /// <summary>Name of the message's type without its namespace; null if it can't be read.</summary>
    public string? MessageType { get; init; }

    /// <summary>The tenant; null if it can't be read.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>Why it failed.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was set aside first, UTC.</summary>
    public required DateTimeOffset FirstFailedAt { get; init; }

    /// <summary>Number of times that it was set aside.</summary>
    public required int Attempts { get; init; }

    /// <summary>Tells one failure from the next: the time that MassTransit gave the fault; null if it gave none.</summary>
    public string? Fault { get; init; }

    /// <summary>True from the beginning of a retry until it comes back or the retry is complete.</summary>
    public bool IsRetrying { get; init; }

    /// <summary>W3C <c>traceparent</c> of the message (I8).</summary>
    public string? TraceParent { get; init; }

    /// <summary>Message id of the transport.</summary>
    public string? MessageId { get; init; }

    /// <summary>Correlation id of the transport.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Content type of the transport.</summary>
    public string? ContentType { get; init; }

    /// <summary>Headers that a retry sends.</summary>
    public IReadOnlyList<MessageHeader> Headers { get; init; } = [];

    /// <summary>Key of the stored body; null for a message of an outbox, and once it was sent again.</summary>
    public string? BodyKey { get; init; }

    /// <summary>The saga's step that waits for this command; null if none does.</summary>
    public FailedStep? Step { get; init; }

    /// <summary>The message of an outbox; null for one of a queue.</summary>
    public UnpublishableMessage? Unpublishable { get; init; }

    /// <summary>False once the message was sent again.</summary>
    [JsonIgnore]
    public bool HasMessage => BodyKey is not null || Unpublishable is not null;
}
