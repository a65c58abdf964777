using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>Options of the admin API's authentication.</summary>
public sealed class AdminKeyOptions : AuthenticationSchemeOptions
{
    /// <summary>The admin key (<c>Admin__ApiKey</c>). Without one every request is refused.</summary>
    public string? ApiKey { get; set; }
}

/// <summary>Authenticates requests that carry the admin key as a bearer token.</summary>
internal sealed class AdminKeyAuthentication(IOptionsMonitor<AdminKeyOptions> options, UrlEncoder encoder)
    // The base class logs each failure: what anybody may cause any number of times is counted instead (FailedAuthentications).
    : AuthenticationHandler<AdminKeyOptions>(options, NullLoggerFactory.Instance, encoder)
{
    public const string SchemeName = "AdminKey";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"admin\"";
        return base.HandleChallengeAsync(properties);
    }

    private AuthenticateResult Authenticate()
    {
        if (BearerToken.From(Request) is not { } given)
            return AuthenticateResult.NoResult();
        // Hashes are compared because they are of equal length: the time that a comparison takes does not reveal the key's length.
        if (string.IsNullOrEmpty(Options.ApiKey) || !CryptographicOperations.FixedTimeEquals(Hash(given), Hash(Options.ApiKey)))
            return AuthenticateResult.Fail("The admin key is wrong.");
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, "admin")], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
