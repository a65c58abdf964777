using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Scim.Bus.ServiceDefaults.Authorization;

/// <summary>
/// The rule for endpoints that say nothing about who may use them: nobody, so that a new one can't be forgotten. One that is for everybody
/// says so (<c>AllowAnonymous</c>).
/// </summary>
internal sealed class UndeclaredEndpoint : AuthorizationHandler<UndeclaredEndpoint>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, UndeclaredEndpoint requirement)
    {
        var http = context.Resource as HttpContext;
        // No endpoint is a 404, and the endpoints that routing makes itself answer with 405 or 415.
        if (http?.GetEndpoint() is RouteEndpoint)
            RefusalDetail.Set(http, "This endpoint does not say who may use it, so that nobody may.");
        else
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
