using System.Security.Claims;

namespace Scim.Bus.Console.Identity;

/// <summary>Calls the services with an assertion of who is signed in, so that they hold people to their roles themselves.</summary>
internal sealed class AssertionCredential(IAdminAssertions assertions) : IAdminCredential
{
    public ValueTask<string> BearerForAsync(ClaimsPrincipal user, string service, CancellationToken cancellationToken) =>
        ValueTask.FromResult(assertions.Issue(user, service));
}
