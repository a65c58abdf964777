using System.Text.Json.Serialization;

namespace Scim.Bus.Ingress.Connections;

/// <summary>How it stands with a tenant's identity provider.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConnectionState>))]
internal enum ConnectionState
{
    /// <summary>Nothing was ever heard.</summary>
    [JsonStringEnumMemberName("never")]
    Never,

    /// <summary>Requests come and are accepted.</summary>
    [JsonStringEnumMemberName("connected")]
    Connected,

    /// <summary>
    /// All of the last ten writes were refused, or all so far; or a deactivation was refused, and nothing about that person was accepted
    /// since.
    /// </summary>
    [JsonStringEnumMemberName("failing")]
    Failing,

    /// <summary>Nothing was heard for the time that the tenant has set.</summary>
    [JsonStringEnumMemberName("silent")]
    Silent,
}
