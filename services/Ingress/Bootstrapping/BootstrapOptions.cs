using System.ComponentModel.DataAnnotations;

namespace Scim.Bus.Ingress.Bootstrapping;

/// <summary>The tenant that <see cref="Bootstrap"/> creates (section <c>Bootstrap</c> of the configuration).</summary>
internal sealed class BootstrapOptions
{
    public const string Section = "Bootstrap";

    /// <summary>Id of the tenant; empty for none.</summary>
    [RegularExpression(
        "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
        ErrorMessage = "must be 1 to 63 lower-case letters, digits and inner hyphens.")]
    public string? Tenant { get; set; }

    /// <summary>Bearer token of the tenant's identity provider; empty for none.</summary>
    [RegularExpression(".{20,}", ErrorMessage = "must have at least 20 characters.")]
    public string? Token { get; set; }
}
