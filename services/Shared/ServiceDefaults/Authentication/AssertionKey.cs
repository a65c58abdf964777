using Microsoft.IdentityModel.Tokens;

namespace Scim.Bus.ServiceDefaults.Authentication;

/// <summary>A public key of the Console, in the form of a JSON Web Key (RFC 7517).</summary>
/// <param name="Kty">Type of the key: <c>EC</c>.</param>
/// <param name="Crv">The curve: <c>P-256</c>.</param>
/// <param name="X">The x coordinate, in base64url.</param>
/// <param name="Y">The y coordinate, in base64url.</param>
/// <param name="Kid">Its id.</param>
public sealed record AssertionKey(string Kty, string Crv, string X, string Y, string Kid)
{
    /// <summary>What the key is for: signatures.</summary>
    public string Use { get; } = "sig";

    /// <summary>The algorithm that it is for.</summary>
    public string Alg { get; } = Assertion.Algorithm;

    /// <summary>True for a key of the kind that assertions are signed with.</summary>
    internal bool IsUsable => this is { Kty: "EC", Crv: "P-256", X.Length: > 0, Y.Length: > 0, Kid.Length: > 0 };

    /// <summary>The key as the library of tokens takes it.</summary>
    internal JsonWebKey ToJsonWebKey() => new() { Kty = Kty, Crv = Crv, X = X, Y = Y, Kid = Kid };
}

/// <summary>The public keys of the Console, in the form of a JSON Web Key Set (RFC 7517, section 5).</summary>
/// <param name="Keys">The keys: those that sign, that did, and that will.</param>
public sealed record AssertionKeySet(IReadOnlyList<AssertionKey> Keys);
