using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Scim.Bus.Console.SigningKeys;
using Scim.Bus.ServiceDefaults.Authentication;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Identity;

/// <summary>Issues assertions that are signed with the present key.</summary>
internal sealed class AdminAssertions(SigningKeyRing keys, IHttpContextAccessor accessor, TimeProvider time) : IAdminAssertions
{
    private readonly JsonWebTokenHandler _tokens = new() { SetDefaultTimesOnTokenCreation = false };

    /// <inheritdoc />
    public string Issue(ClaimsPrincipal actor, string audience)
    {
        var who = actor.GetActor() ?? throw new ArgumentException("The principal names no actor.", nameof(actor));
        var now = time.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            [AdminPrincipal.Subject] = who.Id,
            [AdminPrincipal.Name] = who.Name,
            [AdminPrincipal.Kind] = who.Kind.ToString(),
            [AdminPrincipal.Role] = actor.GetRoles().Names.ToArray(),
        };
        // The service sees the Console's address, and its audit log is to have the client's.
        if (accessor.HttpContext?.GetClientAddress() is { } address)
            claims[AdminPrincipal.Address] = address;
        return _tokens.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Assertion.Type,
            Issuer = Assertion.Issuer,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Assertion.Lifetime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(keys.Current.ForSigning(), Assertion.Algorithm),
        });
    }
}
