using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts.Internal;

/// <summary>What is wrong with a connection.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConnectionTrouble>))]
public enum ConnectionTrouble
{
    /// <summary>All of the last writes were refused.</summary>
    [JsonStringEnumMemberName("failing")]
    Failing,

    /// <summary>Many requests were refused, and others accepted.</summary>
    [JsonStringEnumMemberName("manyRefusals")]
    ManyRefusals,

    /// <summary>Nothing was heard for the time that the tenant has set.</summary>
    [JsonStringEnumMemberName("silent")]
    Silent,
}
