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
        admin.Value.IsApiKey(token) ? Accept(Actor.OperatorKey, new AdminRoles(AdminRole.Operator)) : Refuse("The key is wrong."));
}
