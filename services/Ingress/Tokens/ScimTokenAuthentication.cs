using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>
/// Authenticates SCIM requests by a tenant's bearer token (RFC 7644, section 2; RFC 6750). Sets the tenant as a request feature.
/// </summary>
internal sealed class ScimTokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenStore tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ScimToken";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerToken.From(Request) is not { Length: > 0 } secret)
            return AuthenticateResult.NoResult();
        if (await tokens.FindTenantAsync(secret, Context.RequestAborted) is not { } tenant)
            return AuthenticateResult.Fail("The token is unknown, expired or revoked.");
        Context.Features.Set(tenant);
        var identity = new ClaimsIdentity([new Claim("tenant", tenant.Id.Value)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer realm=\"scim\"";
        return Task.CompletedTask;
    }
}
