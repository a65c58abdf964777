using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts;

/// <summary>What happens when a user is added to a second group.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SecondGroupPolicy>))]
public enum SecondGroupPolicy
{
    /// <summary>Accepted; the group added last counts, and the conflict is reported.</summary>
    [JsonStringEnumMemberName("latestWins")]
    LatestWins,

    /// <summary>Refused with 409.</summary>
    [JsonStringEnumMemberName("reject")]
    Reject,
}
