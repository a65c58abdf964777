using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Scim.Bus.Console.Identity;

/// <summary>A certificate with which keys are encrypted.</summary>
internal static class KeyCertificate
{
    /// <summary>Reads a PEM file with a certificate and its RSA private key; null if it is none.</summary>
    public static X509Certificate2? Read(string? path)
    {
        if (string.IsNullOrEmpty(path))
            return null;
        try
        {
            var certificate = X509Certificate2.CreateFromPemFile(path);
            using var key = certificate.GetRSAPrivateKey();
            if (key is not null)
                return certificate;
            certificate.Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }
}
