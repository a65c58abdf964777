using System.ComponentModel.DataAnnotations;

namespace Scim.Bus.ServiceDefaults.Settings;

/// <summary>Requires an absolute URL with the scheme http or https. Null is allowed.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AbsoluteUrlAttribute() : ValidationAttribute("must be an absolute URL such as https://scim.example.com.")
{
    /// <inheritdoc />
    public override bool IsValid(object? value) =>
        value is null or Uri { IsAbsoluteUri: true, Scheme: "http" or "https" };
}
