using System.Diagnostics;
using System.Text.Json;

namespace Scim.Bus.Messaging.Relaying;

/// <summary>
/// A message that must still be published. It is stored in the document whose change it tells of, by the same write: when that write is
/// done, the message can't be lost any more (I1, I2).
/// </summary>
public sealed record PendingMessage
{
    /// <summary>The same each time that this message is published, so that subscribers can tell a repetition.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The name of the message's type, with its namespace.</summary>
    public required string Type { get; init; }

    /// <summary>The message.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>The W3C trace context of whoever caused the message, so that a late publish still continues that trace (I8).</summary>
    public string? TraceParent { get; init; }

    /// <summary>The vendor part of the trace context.</summary>
    public string? TraceState { get; init; }

    /// <summary>The replay that the message is part of; null for none.</summary>
    public Guid? Replay { get; init; }

    /// <summary>When it was stored, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A message to be stored, in the trace that is current.</summary>
    /// <param name="message">The message.</param>
    /// <param name="messageId">Made of what the message tells: see <see cref="MessageIds"/>.</param>
    /// <param name="at">Now.</param>
    public static PendingMessage Of<TMessage>(TMessage message, Guid messageId, DateTimeOffset at)
        where TMessage : class => new()
        {
            MessageId = messageId,
            Type = MessageTypes.NameOf(typeof(TMessage)),
            Body = JsonSerializer.SerializeToElement(message, MessageTypes.Json),
            TraceParent = Activity.Current?.Id,
            TraceState = Activity.Current?.TraceStateString,
            At = at,
        };
}
