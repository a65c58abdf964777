using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts.Internal;

/// <summary>Outcome of a step.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TimelineOutcome>))]
public enum TimelineOutcome
{
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>Nothing was done, deliberately.</summary>
    [JsonStringEnumMemberName("ignored")]
    Ignored,

    [JsonStringEnumMemberName("retried")]
    Retried,

    [JsonStringEnumMemberName("failed")]
    Failed,

    [JsonStringEnumMemberName("warning")]
    Warning,
}
