using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts;

/// <summary>A mail server accepted a notification. The address is left out on purpose.</summary>
public sealed record NotificationSent
{
    /// <summary>Whose notification it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user that it is about; null where it is about none.</summary>
    public UserId? User { get; init; }

    /// <summary>What it tells.</summary>
    public required NotificationKind Kind { get; init; }

    /// <summary>When the mail server accepted it, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>What a notification tells.</summary>
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

    /// <summary>To an admin: Access Groups that need configuring, conflicts and faults, together.</summary>
    [JsonStringEnumMemberName("digest")]
    Digest,
}
