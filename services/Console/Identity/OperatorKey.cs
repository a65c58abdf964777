using System.Security.Cryptography;
using System.Text;

namespace Scim.Bus.Console.Identity;

/// <summary>The operator's key (<c>Admin__ApiKey</c>), with which the first operator signs in, also when the provider is away.</summary>
internal sealed class OperatorKey(IConfiguration configuration)
{
    private string? Key => configuration["Admin:ApiKey"];

    /// <summary>Tells sessions of this key from those of another; null without a key. Does not reveal the key.</summary>
    public string? Fingerprint =>
        string.IsNullOrEmpty(Key) ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"session of {Key}")));

    /// <summary>Whether a text is the key. Hashes are compared, so that the time it takes says nothing about the key.</summary>
    public bool Matches(string given) =>
        !string.IsNullOrEmpty(Key) && CryptographicOperations.FixedTimeEquals(Hash(given), Hash(Key));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
