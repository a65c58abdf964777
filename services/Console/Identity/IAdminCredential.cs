using System.Security.Claims;

namespace Scim.Bus.Console.Identity;

/// <summary>The credential with which a page calls a service's admin API for somebody.</summary>
internal interface IAdminCredential
{
    /// <summary>Gets the bearer token.</summary>
    /// <param name="user">Who is signed in.</param>
    /// <param name="service">The service that is called, such as <c>accounts</c>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    ValueTask<string> BearerForAsync(ClaimsPrincipal user, string service, CancellationToken cancellationToken);
}
