namespace Scim.Bus.ServiceDefaults.Authentication;

/// <summary>
/// What is fixed of an assertion: a signed JSON Web Token (RFC 7519) by which the Console tells another service who makes a request, and
/// with which roles. Its claims are those of <c>AdminPrincipal</c>, and its audience is the service.
/// </summary>
public static class Assertion
{
    /// <summary>Who issues assertions: claim <c>iss</c>.</summary>
    public const string Issuer = "scimbus-console";

    /// <summary>The type (<c>typ</c>), by which no other kind of token is taken for an assertion (RFC 8725, section 3.11).</summary>
    public const string Type = "scimbus-admin+jwt";

    /// <summary>The one algorithm: ECDSA on the curve P-256 with SHA-256.</summary>
    public const string Algorithm = "ES256";

    /// <summary>Where the Console publishes its public keys.</summary>
    public const string KeysPath = "/.well-known/jwks.json";

    private const int MaxLength = 8 * 1024;

    /// <summary>How long an assertion is good.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(60);

    /// <summary>By how much the clocks of the Console and a service may differ.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromSeconds(30);

    /// <summary>True for a token that looks like a signed JSON Web Token: three parts, the first of which is a JSON object.</summary>
    internal static bool HasForm(string token) =>
        token.Length <= MaxLength && token.StartsWith("eyJ", StringComparison.Ordinal) && token.AsSpan().Count('.') == 2;
}
