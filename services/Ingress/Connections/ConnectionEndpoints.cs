using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Ingress.Connections;

/// <summary>The admin API of a tenant's connection.</summary>
internal static class ConnectionEndpoints
{
    public static void MapConnection(this IEndpointRouteBuilder app) => app.MapTenantApi<TenantStore>("Connection")
        .MapGet("/connection", GetAsync)
        .WithSummary("Returns whether the identity provider is connected, since when, and what is wrong.");

    private static async Task<Ok<ConnectionView>> GetAsync(
        TenantId tenant, ConnectionReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reader.ReadAsync(tenant, cancellationToken));
}
