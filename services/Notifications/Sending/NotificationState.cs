using System.Text.Json.Serialization;

namespace Scim.Bus.Notifications.Sending;

[JsonConverter(typeof(JsonStringEnumConverter<NotificationState>))]
internal enum NotificationState
{
    /// <summary>To be sent.</summary>
    Waiting,

    /// <summary>Being handed over to the mail server. After a crash in this state it is unknown whether the mail arrived.</summary>
    Sending,

    /// <summary>The mail server accepted the mail.</summary>
    Sent,

    /// <summary>Sending was interrupted and the outcome is unknown. The mail is not sent again: better never than twice.</summary>
    Uncertain,

    /// <summary>The mail server rejected the mail permanently, or for too long.</summary>
    Failed,

    /// <summary>Not to be sent: something newer made it untrue before it was handed over, or the tenant wants no such mail.</summary>
    Withdrawn,
}
