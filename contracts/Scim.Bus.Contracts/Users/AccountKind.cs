using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts;

/// <summary>Relation of a person to the customer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccountKind>))]
public enum AccountKind
{
    /// <summary>Works for the customer.</summary>
    [JsonStringEnumMemberName("internal")]
    Internal,

    /// <summary>Recruits for the customer from outside: a SCIM <c>userType</c> of <c>External Recruiter</c>.</summary>
    [JsonStringEnumMemberName("externalRecruiter")]
    ExternalRecruiter,
}
