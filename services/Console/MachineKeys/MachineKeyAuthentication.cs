using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Scim.Bus.ServiceDefaults.Authentication;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.MachineKeys;

/// <summary>Authenticates requests that carry a machine key as a bearer token.</summary>
internal sealed class MachineKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    UrlEncoder encoder,
    MachineKeyStore keys,
    TimeProvider time) : BearerAuthentication(options, encoder)
{
    public const string SchemeName = "MachineKey";

    protected override async ValueTask<AuthenticateResult> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        if (await keys.FindAsync(token, cancellationToken) is not { } key)
            return Refuse("The key is unknown or was deleted.");
        return time.GetUtcNow() < key.ExpiresAt
            ? Accept(new Actor(ActorKind.MachineKey, key.Id.ToString(), key.Name), AdminRoles.ParseKnown(key.Roles))
            : Refuse($"The key '{key.Name}' expired at {key.ExpiresAt:O}; create another one.");
    }
}
