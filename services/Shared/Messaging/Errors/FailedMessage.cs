namespace Scim.Bus.Messaging.Errors;

/// <summary>A message that a queue's consumers could not handle, as the transport handed it over.</summary>
internal sealed record FailedMessage
{
    /// <summary>The queue that it was for, without <c>_error</c> or <c>_skipped</c>.</summary>
    public required string Queue { get; init; }

    public required ErrorKind Kind { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Message id of the transport; null if the sender gave none.</summary>
    public string? MessageId { get; init; }

    public string? CorrelationId { get; init; }

    public string? ContentType { get; init; }

    /// <summary>All headers, those that MassTransit added when it set the message aside among them.</summary>
    public required IReadOnlyCollection<KeyValuePair<string, object?>> Headers { get; init; }
}
