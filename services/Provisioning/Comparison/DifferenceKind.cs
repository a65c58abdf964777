using System.Text.Json.Serialization;

namespace Scim.Bus.Provisioning.Comparison;

/// <summary>What a sync would do about a difference.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DifferenceKind>))]
internal enum DifferenceKind
{
    /// <summary>Create the account.</summary>
    [JsonStringEnumMemberName("create")]
    Create,

    /// <summary>Change the account. One made by hand is also linked to the user.</summary>
    [JsonStringEnumMemberName("change")]
    Change,

    /// <summary>Revoke the access: the user is no longer in the directory, or no longer in a group that the tenant syncs.</summary>
    [JsonStringEnumMemberName("remove")]
    Remove,
}
