using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Scim.Bus.Console.Identity;

/// <summary>Encrypts the data-protection keys before they are stored, if there is a certificate to do it with.</summary>
internal static class KeyProtection
{
    /// <summary>A file that can't be read is reported when the settings are validated, before a key is stored.</summary>
    public static void EncryptKeys(this IDataProtectionBuilder keys, IConfiguration configuration)
    {
        var options = configuration.GetSection(KeyProtectionOptions.Section).Get<KeyProtectionOptions>() ?? new KeyProtectionOptions();
        if (KeyCertificate.Read(options.FormerCertificate) is { } former)
            keys.UnprotectKeysWithAnyCertificate(former);
        if (KeyCertificate.Read(options.Certificate) is { } certificate)
            keys.ProtectKeysWithCertificate(certificate);
        else
            // Says that this is meant. StoredKeys logs what it means, in words that name the setting.
            keys.Services.Configure<KeyManagementOptions>(management => management.XmlEncryptor = new NullXmlEncryptor());
    }
}
