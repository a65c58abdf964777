using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts;

/// <summary>Kind of a notification.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NotificationKind>))]
public enum NotificationKind
{
    /// <summary>To a person who has a new account.</summary>
    [JsonStringEnumMemberName("welcome")]
    Welcome,

    /// <summary>To a person whose Access Group changed.</summary>
    [JsonStringEnumMemberName("moved")]
    Moved,

    /// <summary>To a person who lost their access.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>To a person who may log in again.</summary>
    [JsonStringEnumMemberName("reactivated")]
    Reactivated,

    /// <summary>To admins: Access Groups to configure, conflicts and faults, in one mail.</summary>
    [JsonStringEnumMemberName("digest")]
    Digest,
}
