using System.Text.Json.Serialization;

namespace Scim.Bus.Provisioning.Users;

/// <summary>A step towards the desired state.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Step>))]
internal enum Step
{
    /// <summary>Applies the profile to the account.</summary>
    Account,

    /// <summary>Applies the permissions of the Access Group to the account.</summary>
    Access,
}
