using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.ServiceDefaults.Tenants;

/// <summary>The part of the admin API that is about one tenant.</summary>
public static class TenantApi
{
    /// <summary>
    /// Maps a group of endpoints below <c>/api/tenants/{tenant}</c>, as <see cref="AdminEndpoints.MapAdminApi"/> does. They take a
    /// role for the tenant: one that reads for GET, one that changes for any other method. Whoever has none is refused before the tenant
    /// is looked up, and does not learn whether it exists. If it does not exist they answer 404; if that can't be found out, 503.
    /// </summary>
    /// <typeparam name="TLookup">Tells the service which tenants exist.</typeparam>
    /// <param name="app">The application.</param>
    /// <param name="tag">Tag of the endpoints in the OpenAPI document.</param>
    public static RouteGroupBuilder MapTenantApi<TLookup>(this IEndpointRouteBuilder app, string tag)
        where TLookup : ITenantLookup =>
        app.MapAdminApi(tag)
            .MapGroup($"/{{{TenantRequirement.Parameter}}}")
            .WithMetadata(
                new RequiredRights(AdminRight.ReadTenant, AdminRight.ChangeTenant),
                new TenantRequirement(services => services.GetRequiredService<TLookup>()));

    /// <summary>
    /// Verifies the tenant before the endpoint runs, as the last middleware. An endpoint filter would come too late: a body is read before
    /// filters are asked, and a wrong one would be refused with 400 for a tenant that does not exist.
    /// </summary>
    internal static void UseTenantRequirements(this IApplicationBuilder app) => app.Use(async (HttpContext context, RequestDelegate next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<TenantRequirement>() is { } requirement)
            await requirement.VerifyAsync(context);
        BindingPhase.Begin(context);
        await next(context);
    });
}
