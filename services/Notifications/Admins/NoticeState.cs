using System.Text.Json.Serialization;

namespace Scim.Bus.Notifications.Admins;

[JsonConverter(typeof(JsonStringEnumConverter<NoticeState>))]
internal enum NoticeState
{
    /// <summary>Goes into the next digest.</summary>
    Open,

    /// <summary>Was in a digest, or the tenant has no admins to write to.</summary>
    Notified,

    /// <summary>Nothing is left to do; it goes into no digest.</summary>
    Resolved,
}
