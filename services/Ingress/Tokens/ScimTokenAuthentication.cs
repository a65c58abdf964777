using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>
/// Authenticates SCIM requests by a tenant's bearer token (RFC 7644, section 2; RFC 6750). Sets the tenant as a request feature. A token
/// that is used from an address outside its ranges is refused with 403.
/// </summary>
internal sealed class ScimTokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, UrlEncoder encoder, TokenStore tokens)
    // The base class logs each failure: what anybody may cause any number of times is counted instead (FailedAuthentications).
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, NullLoggerFactory.Instance, encoder)
{
    public const string SchemeName = "ScimToken";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerToken.From(Request) is not { Length: > 0 } secret)
            return AuthenticateResult.NoResult();
        var check = await tokens.CheckAsync(secret, Context.RequestAborted);
        // The request log tells whose requests are refused, too.
        Context.Features.Set(check.Sent);
        if (check.Known is not { Tenant: var tenant } token)
            return AuthenticateResult.Fail("The token is unknown, expired or revoked.");
        if (!token.Addresses.Allow(Context.Connection.RemoteIpAddress))
        {
            Context.Features.Set(token.Sent with { State = TokenState.Address });
            throw new ScimException(StatusCodes.Status403Forbidden, null, "The token may not be used from the address of this request.");
        }

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
