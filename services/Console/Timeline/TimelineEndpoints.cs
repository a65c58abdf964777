using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Console.Timeline;

/// <summary>Admin API of the provisioning log.</summary>
internal static class TimelineEndpoints
{
    public static void MapTimeline(this IEndpointRouteBuilder app) => app.MapTenantApi<TenantLookup<ConsoleService>>("Provisioning log")
        .MapGet("/timeline", ListAsync)
        .WithSummary("Lists the provisioning log, newest line first; only one user's lines if 'userId' is given.");

    private static async Task<Ok<ListPage<TimelineItem>>> ListAsync(
        TenantId tenant,
        UserId? userId,
        [AsParameters] AdminListRequest request,
        IDocumentCollection<TimelineItem> items,
        CancellationToken cancellationToken) => TypedResults.Ok(await request.ReadAsync(
            items,
            tenant,
            document => document.Body,
            cancellationToken,
            within: userId is { } user ? TimelineCollection.About(user) : null,
            descending: true));
}
