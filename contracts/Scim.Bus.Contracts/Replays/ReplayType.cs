using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts;

/// <summary>What a replay sends again. Each service sends its own.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReplayType>))]
public enum ReplayType
{
    /// <summary>Users of the directory, as <see cref="UserProvisioned"/>.</summary>
    [JsonStringEnumMemberName("users")]
    Users,

    /// <summary>Groups of the directory, as <see cref="GroupProvisioned"/>.</summary>
    [JsonStringEnumMemberName("groups")]
    Groups,

    /// <summary>Memberships in the directory, as <see cref="GroupMembershipChanged"/>.</summary>
    [JsonStringEnumMemberName("memberships")]
    Memberships,

    /// <summary>Accounts, as <see cref="AccountProvisioned"/>.</summary>
    [JsonStringEnumMemberName("accounts")]
    Accounts,

    /// <summary>The access of each account, as <see cref="AccessGroupApplied"/>.</summary>
    [JsonStringEnumMemberName("access")]
    Access,
}
