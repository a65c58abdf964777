using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.ServiceDefaults.Authorization;

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

    internal static void AddAdminApi(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = StatusDetail.Add);
        services.AddExceptionHandler<AdminExceptionHandler>();
        // A request that can't be bound is refused by the exception handler too, which says what is wrong with it.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.AllowDuplicateProperties = false);
    }

    /// <summary>
    /// Maps a group of endpoints below <c>/api/tenants</c> that appear in the OpenAPI document, and answer refusals with problem details
    /// (RFC 9457). What they list is what the caller may see; to change something takes the operator's role, unless an endpoint requires
    /// another right (<c>RequireRight</c>). For endpoints about one tenant there is <c>MapTenantApi</c>.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="tag">Tag of the endpoints in the OpenAPI document.</param>
    public static RouteGroupBuilder MapAdminApi(this IEndpointRouteBuilder app, string tag) =>
        MapGroup(app, $"{Root}/tenants", tag).RequireAdmin(AdminRight.ListTenants, AdminRight.Operate);

    /// <summary>Maps a group of endpoints below <c>/api</c> that are about no tenant, with the same rules.</summary>
    public static RouteGroupBuilder MapOperatorApi(this IEndpointRouteBuilder app, string tag) =>
        MapGroup(app, Root, tag).RequireAdmin(AdminRight.ReadAll, AdminRight.Operate);

    private static RouteGroupBuilder MapGroup(IEndpointRouteBuilder app, string path, string tag)
    {
        var group = app.MapGroup(path).WithTags(tag);
        group.AddEndpointFilter((context, next) =>
        {
            BindingPhase.End(context.HttpContext);
            return next(context);
        });
        return group;
    }
}
