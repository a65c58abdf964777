using Scim.Bus.Outbox;

namespace Scim.Bus.ServiceDefaults.Replays;

/// <summary>Marks messages as part of a replay.</summary>
public static class ReplayedMessage
{
    /// <summary>Gives the message an id of this replay, so that a subscriber that deduplicates by id does not drop it.</summary>
    /// <param name="message">The message as it would be published for the first time.</param>
    /// <param name="replay">Id of the replay.</param>
    /// <param name="subject">Id of what the message is about.</param>
    public static PendingMessage AsReplayed(this PendingMessage message, Guid replay, Guid subject) =>
        message with { Replay = replay, MessageId = MessageIds.Create(subject, 0, $"{message.Type}/{replay}") };
}
