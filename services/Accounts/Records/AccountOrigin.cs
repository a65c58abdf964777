using System.Text.Json.Serialization;

namespace Scim.Bus.Accounts.Records;

/// <summary>How an account came into being.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccountOrigin>))]
internal enum AccountOrigin
{
    /// <summary>Created by Provisioning.</summary>
    [JsonStringEnumMemberName("scim")]
    Scim,

    /// <summary>Created by an admin. Stays so after a user was linked to it.</summary>
    [JsonStringEnumMemberName("manual")]
    Manual,
}
