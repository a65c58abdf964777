using System.Text.Json.Serialization;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>What came of an act.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditOutcome>))]
public enum AuditOutcome
{
    /// <summary>It was done.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>Everything was as it asked for already.</summary>
    [JsonStringEnumMemberName("unchanged")]
    Unchanged,

    /// <summary>It was refused: for want of a right, or for what the request said.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>It failed, for a reason that is not the request's.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It began, and how it ended is not known: the process died, or the store failed, before that could be written.</summary>
    [JsonStringEnumMemberName("begun")]
    Begun,
}
