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

    /// <summary>
    /// True for a request to the admin API. SCIM has an error format of its own, so what follows is for the admin API only.
    /// </summary>
    internal static bool IsAdminRequest(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    internal static void AddAdminApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication().AddScheme<AdminKeyOptions, AdminKeyAuthentication>(
            AdminKeyAuthentication.SchemeName, options => options.ApiKey = configuration["Admin:ApiKey"]);
        services.AddAuthorization();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = StatusDetail.Add);
        services.AddExceptionHandler<AdminExceptionHandler>();
        // A request that can't be bound is refused by the exception handler too, which says what is wrong with it.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.AllowDuplicateProperties = false);
    }

    /// <summary>
    /// Maps a group of endpoints below <c>/api/tenants</c> that require the admin key, appear in the OpenAPI document, and answer refusals
    /// with problem details (RFC 9457). For endpoints about one tenant there is <c>MapTenantApi</c>.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="tag">Tag of the endpoints in the OpenAPI document.</param>
    public static RouteGroupBuilder MapAdminApi(this IEndpointRouteBuilder app, string tag)
    {
        var group = app.MapGroup($"{Root}/tenants").WithTags(tag);
        group.RequireAuthorization(new AuthorizationPolicyBuilder(AdminKeyAuthentication.SchemeName).RequireAuthenticatedUser().Build());
        group.AddEndpointFilter((context, next) =>
        {
            BindingPhase.End(context.HttpContext);
            return next(context);
        });
        return group;
    }

    /// <summary>Maps a group of endpoints below <c>/api</c> that are about all tenants, with the same rules.</summary>
    public static RouteGroupBuilder MapOperatorApi(this IEndpointRouteBuilder app, string tag)
    {
        var group = app.MapGroup(Root).WithTags(tag);
        group.RequireAuthorization(new AuthorizationPolicyBuilder(AdminKeyAuthentication.SchemeName).RequireAuthenticatedUser().Build());
        return group;
    }
}
