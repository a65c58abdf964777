using System.Globalization;
using System.Security.Cryptography;
using Scim.Bus.Messaging.Topology;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Errors;

/// <summary>Pure functions that make records of messages that were set aside.</summary>
internal static class ErrorRecords
{
    private const int LongestReason = 1_000;
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public static ErrorRecord Create(string service, FailedMessage message, DateTimeOffset now)
    {
        var facts = EnvelopeFacts.Read(message.Body);
        var fault = MessageHeaders.Text(message.Headers, "MT-Fault-Timestamp");
        var messageId = message.MessageId ?? facts.MessageId;
        return new ErrorRecord
        {
            Id = IdOf(service, $"{message.Queue}/{messageId}/{Convert.ToHexStringLower(SHA256.HashData(message.Body.Span))}"),
            Kind = message.Kind,
            Queue = message.Queue,
            MessageType = facts.MessageType,
            Tenant = facts.Tenant,
            Reason = Shortened(ReasonOf(message, facts)),
            FirstFailedAt = DateTimeOffset.TryParse(fault, CultureInfo.InvariantCulture, Utc, out var at) ? at : now,
            Attempts = 1,
            Fault = fault,
            TraceParent = MessageHeaders.Text(message.Headers, "MT-Activity-Id"),
            MessageId = message.MessageId,
            CorrelationId = message.CorrelationId,
            ContentType = message.ContentType,
            Headers = MessageHeaders.Read(message.Headers),
            Step = StepQueues.All.Contains(message.Queue) && facts is { Tenant: { } tenant, User: { } user, Generation: { } generation }
                ? new FailedStep(tenant, user, generation)
                : null,
        };
    }

    public static ErrorRecord Create(string service, UnpublishableMessage message, DateTimeOffset now) => new()
    {
        Id = IdOf(service, $"{message.Collection}/{message.Tenant}/{message.DocumentId}/{message.Message.MessageId}"),
        Kind = ErrorKind.Unpublishable,
        Queue = $"outbox:{message.Service}-{message.Collection}",
        MessageType = EnvelopeFacts.ShortName(message.Message.Type),
        Tenant = message.Tenant == ErrorCollections.Partition ? null : message.Tenant,
        Reason = Shortened(message.Reason),
        FirstFailedAt = now,
        Attempts = 1,
        TraceParent = message.Message.TraceParent,
        MessageId = message.Message.MessageId.ToString(),
        Unpublishable = message,
    };

    /// <summary>
    /// True if this is the failure that the record is about, delivered again because its acknowledgement was lost.
    /// </summary>
    public static bool IsSameFailure(this ErrorRecord record, ErrorRecord failed) =>
        record.Fault == failed.Fault && record.Kind == failed.Kind && !(record.IsRetrying && failed.Fault is null);

    /// <summary>The record after another failure of its message; the same one if it knows that failure.</summary>
    public static ErrorRecord After(this ErrorRecord record, ErrorRecord failed) =>
        record.HasMessage && record.IsSameFailure(failed)
            ? record
            : failed with { FirstFailedAt = record.FirstFailedAt, Attempts = record.Attempts + 1 };

    /// <summary>What is kept of a message that was sent again: nothing about a person.</summary>
    public static ErrorRecord Sent(ErrorRecord record) => new()
    {
        Id = record.Id,
        Kind = record.Kind,
        Queue = record.Queue,
        MessageType = record.MessageType,
        Tenant = record.Tenant,
        Reason = "",
        FirstFailedAt = record.FirstFailedAt,
        Attempts = record.Attempts,
        Fault = record.Fault,
    };

    private static string IdOf(string service, string identity) => $"{service}-{MessageIds.Create(identity):n}";

    private static string ReasonOf(FailedMessage message, EnvelopeFacts facts) => message.Kind == ErrorKind.Skipped
        ? $"The service has no consumer for messages of type {facts.MessageType ?? "unknown"}: it may be older than the sender."
        : MessageHeaders.Text(message.Headers, "MT-Fault-Message") ?? "The transport gave no reason.";

    private static string Shortened(string reason)
    {
        const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var line = string.Join(' ', reason.Split((char[])['\r', '\n'], Trimmed));
        return line.Length <= LongestReason ? line : string.Concat(line.AsSpan(0, LongestReason), "…");
    }
}
