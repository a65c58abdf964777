using System.ComponentModel.DataAnnotations;
using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.ServiceDefaults.Authentication;

/// <summary>Who is let into the admin API (section <c>Admin</c> of the configuration).</summary>
public sealed class AdminOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Admin";

    /// <summary>The operator's key, which opens all tenants; empty for none.</summary>
    [RegularExpression(".{20,}", ErrorMessage = "must have at least 20 characters.")]
    public string? ApiKey { get; set; }

    /// <summary>
    /// Base URL of the Console, whose assertions the service takes; null for none. Who answers there decides who is let in.
    /// </summary>
    [AbsoluteUrl]
    public Uri? Console { get; set; }
}
