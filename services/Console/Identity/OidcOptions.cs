using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Console.Identity;

/// <summary>The identity provider at which admins sign in (section <c>Admin__Oidc</c> of the configuration); none by default.</summary>
internal sealed class OidcOptions
{
    public const string Section = "Admin:Oidc";

    /// <summary>Issuer URL of the provider.</summary>
    [AbsoluteUrl]
    public Uri? Authority { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>The claim with the roles, in the ID token or in what the user-info endpoint answers.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Whether people can sign in at a provider.</summary>
    public bool IsConfigured() => Authority is not null && !string.IsNullOrEmpty(ClientId);
}
