using Microsoft.AspNetCore.Authorization;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Identity;

/// <summary>
/// Requires a right of whoever asks for a page, and grants it by the roles of the session. It handles itself, because a registered handler
/// would be asked for SCIM requests too.
/// </summary>
/// <param name="right">The right.</param>
internal sealed class PageRight(AdminRight right) : AuthorizationHandler<PageRight>, IAuthorizationRequirement
{
    /// <summary>Name of the route's parameter with the tenant.</summary>
    public const string Tenant = "tenant";

    public AdminRight Right => right;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PageRight requirement)
    {
        if (context.User.GetRoles().Allows(requirement.Right, TenantOf(context.Resource)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static TenantId? TenantOf(object? resource) =>
        resource is HttpContext http && TenantId.TryParse(http.GetRouteValue(Tenant) as string, null, out var tenant) ? tenant : null;
}
