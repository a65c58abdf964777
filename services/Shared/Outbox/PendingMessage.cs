using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scim.Bus.Outbox;

/// <summary>
/// A message in an outbox, or an entry for a store of the service itself (<see cref="Local"/>). The write of the change that it reports
/// stores it too, so it can't be lost once that write is done (I1, I2).
/// </summary>
public sealed record PendingMessage
{
    /// <summary>Id of the message: the same each time it is published, so that subscribers recognise a repetition.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>Full name of the message's type; see <see cref="MessageTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The message as JSON.</summary>
    public required JsonElement Body
    {
        get;
        init => (field, Message) = (value, null);
    }

    /// <summary>
    /// W3C <c>traceparent</c> of the request or message that caused this one, so that a late publish continues that trace (I8).
    /// </summary>
    public string? TraceParent { get; init; }

    /// <summary>W3C <c>tracestate</c>.</summary>
    public string? TraceState { get; init; }

    /// <summary>Id of the replay that the message is part of; null for none.</summary>
    public Guid? Replay { get; init; }

    /// <summary>When it was stored, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// Name of the store that takes the entry (<see cref="ILocalEntryStore.Name"/>), such as <c>audit</c>; null for a message. An entry is
    /// never published.
    /// </summary>
    public string? Local { get; init; }

    /// <summary>
    /// The message itself, in the process that created it: what is published right after the write is not read from its JSON again. Null
    /// once the entry was read from the store.
    /// </summary>
    [JsonIgnore]
    public object? Message { get; private init; }

    /// <summary>Creates a message for an outbox, as part of the current trace.</summary>
    /// <param name="message">The message.</param>
    /// <param name="messageId">Id of the message; see <see cref="MessageIds"/>.</param>
    /// <param name="at">Current time, UTC.</param>
    public static PendingMessage Create<TMessage>(TMessage message, Guid messageId, DateTimeOffset at)
        where TMessage : class => new()
        {
            MessageId = messageId,
            Type = MessageTypes.NameOf(typeof(TMessage)),
            Body = JsonSerializer.SerializeToElement(message, MessageTypes.Json),
            Message = message,
            TraceParent = Activity.Current?.Id,
            TraceState = Activity.Current?.TraceStateString,
            At = at,
        };

    /// <summary>Creates an entry for a store of the service itself, as part of the current trace.</summary>
    /// <param name="store">Name of the store.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="id">Id of the entry, by which the store recognises a repetition.</param>
    /// <param name="at">Current time, UTC.</param>
    public static PendingMessage CreateLocal<TEntry>(string store, TEntry entry, Guid id, DateTimeOffset at)
        where TEntry : class => Create(entry, id, at) with { Local = store };
}
