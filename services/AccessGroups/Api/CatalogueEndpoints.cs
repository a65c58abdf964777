using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.AccessGroups.Configuration;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.AccessGroups.Api;

/// <summary>The catalogue in the admin API. It is the same for all tenants and says nothing about any, so every role may read it.</summary>
internal static class CatalogueEndpoints
{
    public static void MapCatalogue(this IEndpointRouteBuilder app) => app.MapOperatorApi("Catalogue")
        .MapGet("/catalogue", Get)
        .RequireRight(AdminRight.AnyRole)
        .WithSummary("Returns the permissions, visibilities and notifications that exist, and named sets of them.");

    private static Ok<CatalogueView> Get(Catalogue catalogue) => TypedResults.Ok(CatalogueView.From(catalogue));
}
