using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>The admin API's bearer key.</summary>
public sealed class AdminKeyOptions : AuthenticationSchemeOptions
{
    /// <summary>The key (<c>Admin__ApiKey</c>). Without one, nobody is let in.</summary>
    public string? ApiKey { get; set; }
}

/// <summary>Lets in whoever sends the admin key as a bearer token.</summary>
internal sealed class AdminKeyAuthentication(IOptionsMonitor<AdminKeyOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AdminKeyOptions>(options, logger, encoder)
{
    public const string SchemeName = "AdminKey";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    private AuthenticateResult Authenticate()
    {
        if (BearerToken.Of(Request) is not { } given)
            return AuthenticateResult.NoResult();
        // Hashes have one length, so that the comparison tells nothing about the key's.
        if (string.IsNullOrEmpty(Options.ApiKey) || !CryptographicOperations.FixedTimeEquals(Hash(given), Hash(Options.ApiKey)))
            return AuthenticateResult.Fail("The admin key is wrong.");
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, "admin")], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
