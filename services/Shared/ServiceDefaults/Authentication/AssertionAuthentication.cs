using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

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
        return actor is null ? Refuse(refusal!) : Accept(actor, roles);
    }
}
