using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>
/// Secrets of tokens. They begin alike, so that people and secret scanners recognise one wherever it turns up.
/// </summary>
internal static class TokenSecret
{
    private const string Prefix = "scimbus_";
    private const int Bytes = 32;

    /// <summary>Characters by which an admin tells tokens apart. They reveal 24 of the secret's 256 bits.</summary>
    private const int Shown = 12;

    public static string Create() => Prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>
    /// The beginning of a secret, which may be shown; null for a secret that was not created here, such as <c>Bootstrap__Token</c>: it may
    /// be short, or less random.
    /// </summary>
    public static string? ShownPart(string secret) => secret.StartsWith(Prefix, StringComparison.Ordinal) && secret.Length > Bytes
        ? secret[..Shown]
        : null;
}
