using System.Text.Json.Serialization;

namespace Scim.Bus.Provisioning.Drift;

/// <summary>How an account differs from the directory.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DriftKind>))]
internal enum DriftKind
{
    /// <summary>The user should have an account and has none.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>The account's user is no longer in the directory.</summary>
    [JsonStringEnumMemberName("orphaned")]
    Orphaned,

    /// <summary>The account has not followed a change in the directory.</summary>
    [JsonStringEnumMemberName("behind")]
    Behind,

    /// <summary>The account differs by manual edits only. They are allowed; a forced sync overwrites them.</summary>
    [JsonStringEnumMemberName("edited")]
    Edited,
}
