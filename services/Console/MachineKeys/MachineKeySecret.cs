using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Scim.Bus.Console.MachineKeys;

/// <summary>The secret of a machine key: a prefix, by which scanners of repositories find a lost one, and 256 random bits.</summary>
internal static class MachineKeySecret
{
    public const string Prefix = "scimbus_key_";

    private const int Bytes = 32;

    public static string Create() => Prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));

    public static bool HasForm(string? text) => text?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>SHA-256 of the secret in hexadecimal, which is all that is stored. So many random bits need no slow hash.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
