using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts;

/// <summary>The identity provider whose dialect of SCIM a tenant's client speaks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IdentityProvider>))]
public enum IdentityProvider
{
    /// <summary>Any client that follows the RFC.</summary>
    [JsonStringEnumMemberName("other")]
    Other,

    /// <summary>Okta.</summary>
    [JsonStringEnumMemberName("okta")]
    Okta,

    /// <summary>Microsoft Entra ID.</summary>
    [JsonStringEnumMemberName("entra")]
    Entra,

    /// <summary>OneLogin.</summary>
    [JsonStringEnumMemberName("onelogin")]
    OneLogin,
}
