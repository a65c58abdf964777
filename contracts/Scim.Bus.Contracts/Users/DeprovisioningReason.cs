using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts;

/// <summary>Why a user is no longer provisioned.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeprovisioningReason>))]
public enum DeprovisioningReason
{
    /// <summary>The identity provider set <c>active</c> to false.</summary>
    [JsonStringEnumMemberName("deactivated")]
    Deactivated,

    /// <summary>The identity provider deleted the user.</summary>
    [JsonStringEnumMemberName("deleted")]
    Deleted,
}
