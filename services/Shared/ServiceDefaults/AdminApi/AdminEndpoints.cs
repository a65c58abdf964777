using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>The part of the admin API that all services share.</summary>
public static class AdminEndpoints
{
    private const string Root = "/api";

    /// <summary>Whether a request is one of the admin API: SCIM words its failures in its own way.</summary>
    internal static bool IsMeant(HttpContext context) => context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    internal static void AddAdminApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication().AddScheme<AdminKeyOptions, AdminKeyAuthentication>(
            AdminKeyAuthentication.SchemeName, options => options.ApiKey = configuration["Admin:ApiKey"]);
        services.AddAuthorization();
        services.AddProblemDetails();
        services.AddOpenApi();
    }

    /// <summary>
    /// Endpoints below <c>/api/tenants</c>: for admins only, described by OpenAPI, and with problem details (RFC 9457) for what is refused.
    /// </summary>
    public static RouteGroupBuilder MapAdminApi(this IEndpointRouteBuilder app, string tag)
    {
        var group = app.MapGroup($"{Root}/tenants").WithTags(tag);
        group.RequireAuthorization(new AuthorizationPolicyBuilder(AdminKeyAuthentication.SchemeName).RequireAuthenticatedUser().Build());
        group.AddEndpointFilter<RefusalFilter>();
        return group;
    }
}
