using System.Text.Json.Serialization;

namespace Scim.Bus.Notifications.Admins;

/// <summary>What a notice asks an admin to look at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoticeKind>))]
internal enum NoticeKind
{
    /// <summary>A new Access Group that has no permissions until an admin configures it.</summary>
    Group,

    /// <summary>A user who is in more than one group.</summary>
    Conflict,

    /// <summary>A user whose provisioning failed.</summary>
    Fault,

    /// <summary>A user who still has access, because the request that deactivates them was refused.</summary>
    RefusedDeactivation,

    /// <summary>A token of the identity provider that expires soon.</summary>
    Token,

    /// <summary>A connection that something is wrong with.</summary>
    Connection,
}
