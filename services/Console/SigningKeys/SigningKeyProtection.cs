using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Scim.Bus.Console.SigningKeys;

/// <summary>
/// Encrypts the private numbers of signing keys with the keys that protect sessions, so that a certificate for those
/// (<c>Admin__KeyProtection__Certificate</c>) keeps these secret too.
/// </summary>
internal sealed class SigningKeyProtection(IDataProtectionProvider protection)
{
    /// <summary>Length of a private number that an earlier version stored as it is.</summary>
    private const int UnprotectedLength = 43;

    private readonly IDataProtector _protector = protection.CreateProtector("Scim.Bus.Console.SigningKeys");

    /// <summary>The key as it is stored.</summary>
    /// <exception cref="CryptographicException">There is no key to encrypt it with.</exception>
    public SigningKey Protect(SigningKey key) => key with { D = _protector.Protect(key.D) };

    /// <summary>The key as it signs.</summary>
    /// <exception cref="CryptographicException">It was encrypted with a key that this Console does not have.</exception>
    public SigningKey Unprotect(SigningKey key) =>
        key.D.Length == UnprotectedLength ? key : key with { D = _protector.Unprotect(key.D) };
}
