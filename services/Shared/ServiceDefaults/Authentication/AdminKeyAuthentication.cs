using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.ServiceDefaults.Authentication;

/// <summary>Authenticates requests that carry the admin key as a bearer token, as the operator's.</summary>
internal sealed class AdminKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, UrlEncoder encoder, IOptions<AdminOptions> admin)
    : BearerAuthentication(options, encoder)
{
    public const string SchemeName = "AdminKey";

    protected override ValueTask<AuthenticateResult> VerifyAsync(string token, CancellationToken cancellationToken) => ValueTask.FromResult(
        IsAdminKey(token) ? Accept(Actor.OperatorKey, new AdminRoles(AdminRole.Operator)) : Refuse("The key is wrong."));

    private bool IsAdminKey(string token)
    {
        // Hashes are compared because they are of equal length: the time that a comparison takes does not reveal the key's length.
        return admin.Value.ApiKey is { Length: > 0 } key && CryptographicOperations.FixedTimeEquals(Hash(token), Hash(key));

        static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }
}
