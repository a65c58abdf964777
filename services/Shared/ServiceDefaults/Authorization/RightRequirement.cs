using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Scim.Bus.Contracts;

namespace Scim.Bus.ServiceDefaults.Authorization;

/// <summary>
/// Requires the right that the endpoint declares. It handles itself, because a registered handler would be asked for SCIM requests too.
/// </summary>
internal sealed class RightRequirement : AuthorizationHandler<RightRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RightRequirement requirement)
    {
        if (context.Resource is not HttpContext http || context.User.Identity is not { IsAuthenticated: true })
            return Task.CompletedTask;
        var given = http.GetRouteValue(AdminAccess.TenantParameter) as string;
        var tenant = TenantId.TryParse(given, null, out var parsed) ? parsed : (TenantId?)null;
        var roles = context.User.GetRoles();
        if (http.GetEndpoint()?.Metadata.GetMetadata<RequiredRights>()?.For(http.Request) is not { } right)
            RefusalDetail.Set(http, "This endpoint declares no right, so that nobody may use it.");
        else if (roles.Allows(right, tenant))
            context.Succeed(requirement);
        else
            RefusalDetail.Set(http, $"{AdminAccess.Describe(right, tenant)} '{context.User.GetActor()?.Name}' has {roles}.");
        return Task.CompletedTask;
    }
}
