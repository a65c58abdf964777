using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.ServiceDefaults.Authentication;

/// <summary>Authenticates requests to the admin API by what they carry as a bearer token.</summary>
public abstract class BearerAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, UrlEncoder encoder)
    // The base class logs each failure: what anybody may cause any number of times is counted instead (FailedAuthentications).
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, NullLoggerFactory.Instance, encoder)
{
    /// <inheritdoc />
    protected sealed override async Task<AuthenticateResult> HandleAuthenticateAsync() =>
        BearerToken.From(Request) is { Length: > 0 } token
            ? await VerifyAsync(token, Context.RequestAborted)
            : AuthenticateResult.NoResult();

    /// <inheritdoc />
    protected sealed override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"admin\"";
        return base.HandleChallengeAsync(properties);
    }

    /// <summary>Verifies the token.</summary>
    /// <exception cref="AdminException">503: that is impossible now.</exception>
    protected abstract ValueTask<AuthenticateResult> VerifyAsync(string token, CancellationToken cancellationToken);

    /// <summary>The token is good, and belongs to this actor.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="roles">The roles.</param>
    /// <param name="address">Address of the client, if the token says it.</param>
    protected AuthenticateResult Accept(Actor actor, AdminRoles roles, string? address = null) =>
        AuthenticateResult.Success(new AuthenticationTicket(AdminPrincipal.Create(actor, roles, Scheme.Name, address), Scheme.Name));

    /// <summary>The token is no good.</summary>
    /// <param name="detail">Why, for whoever sent it to read. It must not contain the token.</param>
    protected AuthenticateResult Refuse(string detail)
    {
        RefusalDetail.Set(Context, detail);
        return AuthenticateResult.Fail(detail);
    }
}
