using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
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

    /// <summary>
    /// True if a text is the operator's key. Hashes are compared because they are of equal length: the time that a comparison takes does
    /// not reveal the key's length.
    /// </summary>
    public bool IsApiKey(string text)
    {
        return ApiKey is { Length: > 0 } key && CryptographicOperations.FixedTimeEquals(Hash(text), Hash(key));

        static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }
}
