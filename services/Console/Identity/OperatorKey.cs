using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Scim.Bus.ServiceDefaults.Authentication;

namespace Scim.Bus.Console.Identity;

/// <summary>The operator's key (<c>Admin__ApiKey</c>), with which the first operator signs in, also when the provider is away.</summary>
internal sealed class OperatorKey(IOptions<AdminOptions> options)
{
    /// <summary>Tells sessions of this key from those of another; null without a key. Does not reveal the key.</summary>
    public string? Fingerprint => options.Value.ApiKey is { Length: > 0 } key
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"session of {key}")))
        : null;

    /// <summary>Whether a text is the key.</summary>
    public bool Matches(string given) => options.Value.IsApiKey(given);
}
