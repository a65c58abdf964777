using System.ComponentModel.DataAnnotations;

namespace Scim.Bus.Console.Identity;

/// <summary>Requires a file that <see cref="KeyCertificate"/> can read, or none.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeyCertificateAttribute() : ValidationAttribute("must be a PEM file with a certificate and its RSA private key.")
{
    public override bool IsValid(object? value)
    {
        using var certificate = KeyCertificate.Read(value as string);
        return value is "" || certificate is not null;
    }
}
