using System.Globalization;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Scim.Bus.ServiceDefaults.Authentication;

namespace Scim.Bus.Console.SigningKeys;

/// <summary>A key that signs assertions from a time on, until the next one does. All Consoles use the same.</summary>
internal sealed record SigningKey
{
    /// <summary>From 1. Two Consoles that create the next key at the same time give it the same number, and one of them succeeds.</summary>
    public required int Number { get; init; }

    /// <summary>Thumbprint of the public key (RFC 7638), by which services find it.</summary>
    public required string KeyId { get; init; }

    /// <summary>From when on it signs, UTC.</summary>
    public required DateTimeOffset SignsFrom { get; init; }

    /// <summary>The public point's x coordinate, in base64url as in a JSON Web Key; so are the others.</summary>
    public required string X { get; init; }

    /// <summary>Its y coordinate.</summary>
    public required string Y { get; init; }

    /// <summary>The private number. It never leaves the Consoles and their store.</summary>
    public required string D { get; init; }

    /// <summary>Key of the document.</summary>
    public string DocumentId => Number.ToString("D8", CultureInfo.InvariantCulture);

    public static SigningKey Create(int number, DateTimeOffset signsFrom)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = key.ExportParameters(includePrivateParameters: true);
        var unnamed = new SigningKey
        {
            Number = number,
            KeyId = "",
            SignsFrom = signsFrom,
            X = Base64UrlEncoder.Encode(parameters.Q.X),
            Y = Base64UrlEncoder.Encode(parameters.Q.Y),
            D = Base64UrlEncoder.Encode(parameters.D),
        };
        return unnamed with { KeyId = Base64UrlEncoder.Encode(unnamed.ForVerifying().ComputeJwkThumbprint()) };
    }

    /// <summary>The id only: the rest includes the private number.</summary>
    public override string ToString() => KeyId;

    /// <summary>The public half, as it is published.</summary>
    public AssertionKey ToPublic() => new("EC", "P-256", X, Y, KeyId);

    /// <summary>The public half, as the library of tokens takes it.</summary>
    public JsonWebKey ForVerifying() => new() { Kty = "EC", Crv = "P-256", X = X, Y = Y, Kid = KeyId };

    /// <summary>The whole key, as the library of tokens takes it.</summary>
    public JsonWebKey ForSigning() => new() { Kty = "EC", Crv = "P-256", X = X, Y = Y, D = D, Kid = KeyId };
}
