using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.ServiceDefaults.Authentication;

/// <summary>Authenticates requests that carry an assertion of the Console as a bearer token.</summary>
internal sealed class AssertionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, UrlEncoder encoder, AssertionValidator assertions)
    : BearerAuthentication(options, encoder)
{
    public const string SchemeName = "Assertion";

    protected override async ValueTask<AuthenticateResult> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        var (actor, roles, refusal) = await assertions.ValidateAsync(token, cancellationToken);
        return actor is null ? Refuse(refusal!) : Accept(actor, roles, AddressIn(token));
    }

    /// <summary>The address in an assertion that was verified; null if it has none.</summary>
    private static string? AddressIn(string token) =>
        new JsonWebToken(token).TryGetPayloadValue<string>(AdminPrincipal.Address, out var address) ? address : null;
}
