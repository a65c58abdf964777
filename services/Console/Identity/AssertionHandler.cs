using System.Net.Http.Headers;

namespace Scim.Bus.Console.Identity;

/// <summary>
/// Puts an assertion on requests to another service: that of whoever makes the request which this process is answering. Whatever
/// credentials that one carried stay here.
/// </summary>
/// <param name="audience">Name of the service, such as <c>access-groups</c>.</param>
/// <param name="assertions">Issues the assertions.</param>
/// <param name="accessor">Finds the request.</param>
internal sealed class AssertionHandler(string audience, IAdminAssertions assertions, IHttpContextAccessor accessor) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = accessor.HttpContext
            ?? throw new InvalidOperationException("There is no request by somebody, in whose name the service could be asked.");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", assertions.Issue(context.User, audience));
        return base.SendAsync(request, cancellationToken);
    }
}
