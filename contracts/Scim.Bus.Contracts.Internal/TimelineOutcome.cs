using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts.Internal;

/// <summary>How a step ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TimelineOutcome>))]
public enum TimelineOutcome
{
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>Nothing was done, on purpose.</summary>
    [JsonStringEnumMemberName("ignored")]
    Ignored,

    [JsonStringEnumMemberName("retried")]
    Retried,

    [JsonStringEnumMemberName("failed")]
    Failed,

    [JsonStringEnumMemberName("warning")]
    Warning,
}
