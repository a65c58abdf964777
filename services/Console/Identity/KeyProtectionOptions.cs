namespace Scim.Bus.Console.Identity;

/// <summary>
/// How the data-protection keys are encrypted in the Console's database (section <c>Admin:KeyProtection</c>). All Consoles of a deployment
/// need the same.
/// </summary>
internal sealed class KeyProtectionOptions
{
    public const string Section = "Admin:KeyProtection";

    /// <summary>
    /// A PEM file with a certificate and its RSA private key. Its validity is not looked at. Without one the keys are stored as they are.
    /// </summary>
    [KeyCertificate]
    public string Certificate { get; set; } = "";

    /// <summary>
    /// The file that <see cref="Certificate"/> took the place of, for as long as keys exist that were encrypted with it: 90 days.
    /// </summary>
    [KeyCertificate]
    public string FormerCertificate { get; set; } = "";
}
