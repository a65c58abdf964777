using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;

namespace Scim.Bus.ServiceDefaults.Authorization;

/// <summary>Declares who may use an endpoint of the admin API.</summary>
public static class AdminAccess
{
    /// <summary>Name of the authentication scheme of the admin API.</summary>
    public const string Scheme = "Admin";

    /// <summary>Name of the route's parameter that says which tenant a request is about.</summary>
    internal const string TenantParameter = "tenant";

    private static readonly AuthorizationPolicy Policy =
        new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().AddRequirements(new RightRequirement()).Build();

    /// <summary>Has the admin API's authentication and a right required.</summary>
    /// <param name="endpoints">An endpoint or a group of them.</param>
    /// <param name="read">The right for GET and HEAD.</param>
    /// <param name="change">The right for any other method.</param>
    public static TBuilder RequireAdmin<TBuilder>(this TBuilder endpoints, AdminRight read, AdminRight change)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(Policy).WithMetadata(new RequiredRights(read, change));

    /// <summary>Replaces the right that the endpoint's group requires.</summary>
    public static TBuilder RequireRight<TBuilder>(this TBuilder endpoints, AdminRight right)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new RequiredRights(right, right));

    /// <summary>Adds authorization, by which nobody may use an endpoint that does not say who may.</summary>
    internal static void AddAdminAuthorization(this IServiceCollection services) => services.AddAuthorization(options =>
        options.FallbackPolicy = new AuthorizationPolicyBuilder().AddRequirements(new UndeclaredEndpoint()).Build());

    /// <summary>Says which roles have a right.</summary>
    internal static string Describe(AdminRight right, TenantId? tenant)
    {
        var name = tenant?.ToString() ?? "{tenant}";
        return right switch
        {
            AdminRight.AnyRole => $"This takes a role: {AdminRole.Forms}.",
            AdminRight.ListTenants => "This takes the role operator, viewer, admin:{tenant} or viewer:{tenant}.",
            AdminRight.ReadAll => "This takes the role operator or viewer.",
            AdminRight.AskLogin => $"This takes the role operator, viewer, admin:{name}, viewer:{name} or login:{name}.",
            AdminRight.ReadTenant => $"This takes the role operator, viewer, admin:{name} or viewer:{name}.",
            AdminRight.ChangeTenant or AdminRight.ReadRequestBodies => $"This takes the role operator or admin:{name}.",
            _ => "This takes the role operator.",
        };
    }
}
