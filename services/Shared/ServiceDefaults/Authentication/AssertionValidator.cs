using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.ServiceDefaults.Authentication;

/// <summary>Verifies assertions: signature, issuer, audience, type and time.</summary>
/// <param name="keys">The Console's keys; null if the service takes no assertions.</param>
/// <param name="audiences">The services of this host.</param>
/// <param name="time">The time of day.</param>
internal sealed class AssertionValidator(IAssertionKeys? keys, IEnumerable<AssertionAudience> audiences, TimeProvider time)
{
    private readonly JsonWebTokenHandler _tokens = new() { MaximumTokenSizeInBytes = 16 * 1024 };
    private readonly List<string> _audiences = [.. audiences.Select(audience => audience.Service)];

    /// <summary>Verifies an assertion.</summary>
    /// <returns>Who makes the request, with which roles; or why the assertion is refused.</returns>
    /// <exception cref="AdminException">503: no key is known, and they can't be read.</exception>
    public async ValueTask<(Actor? Actor, AdminRoles Roles, string? Refusal)> ValidateAsync(
        string token, CancellationToken cancellationToken)
    {
        if (keys is null)
            return Refuse("This service takes no assertions: set Admin__Console to the URL of the Console, or use the admin key.");
        if (KeyIdOf(token) is not { Length: > 0 } id || await keys.FindAsync(id, cancellationToken) is not { } key)
            return Refuse("The assertion is not signed with a key of the Console.");
        var result = await _tokens.ValidateTokenAsync(token, Parameters(key));
        if (!result.IsValid)
            return Refuse(Describe(result.Exception));
        var principal = new System.Security.Claims.ClaimsPrincipal(result.ClaimsIdentity);
        return principal.GetActor() is { } actor ? (actor, principal.GetRoles(), null) : Refuse("The assertion names no actor.");
    }

    private static (Actor? Actor, AdminRoles Roles, string? Refusal) Refuse(string reason) => (null, new AdminRoles(), reason);

    private static string? KeyIdOf(string token)
    {
        try
        {
            return new JsonWebToken(token) is { Alg: Assertion.Algorithm } read ? read.Kid : null;
        }
        // Whatever else it is, it is no token.
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private static string Describe(Exception? failure) => failure switch
    {
        SecurityTokenInvalidAudienceException => "The assertion is for another service.",
        SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException => "The assertion has expired, or is not valid yet.",
        _ => "The assertion is not valid.",
    };

    private TokenValidationParameters Parameters(JsonWebKey key) => new()
    {
        ValidIssuer = Assertion.Issuer,
        ValidAudiences = _audiences,
        ValidTypes = [Assertion.Type],
        ValidAlgorithms = [Assertion.Algorithm],
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, expires),
    };

    private bool IsNow(DateTime? notBefore, DateTime? expires)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + Assertion.ClockSkew && (notBefore is not { } start || now >= start - Assertion.ClockSkew);
    }
}
