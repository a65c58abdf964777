using System.Text.Json.Serialization;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>What became of a request.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RequestOutcome>))]
internal enum RequestOutcome
{
    /// <summary>It was accepted, and changed something.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed,

    /// <summary>It was accepted, and everything was as it said already.</summary>
    [JsonStringEnumMemberName("unchanged")]
    Unchanged,

    /// <summary>It was answered, and could change nothing.</summary>
    [JsonStringEnumMemberName("read")]
    Read,

    /// <summary>It was refused, for what it said or whom it came from.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>It failed for a reason that is not its own, or its client was gone before the answer.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
