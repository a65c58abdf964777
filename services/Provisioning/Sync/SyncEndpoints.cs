using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Provisioning.Sync;

/// <summary>Syncs in the admin API.</summary>
internal static class SyncEndpoints
{
    public static void MapSync(this IEndpointRouteBuilder app)
    {
        var sync = app.MapAdminApi("Sync");
        sync.MapPost("/{tenant}/sync", SyncAsync).WithSummary("Makes accounts what the directory says, or only tells what would be done.");
        sync.MapGet("/{tenant}/sync", ListAsync).WithSummary("Lists syncs, the latest first.");
        sync.MapGet("/{tenant}/sync/{syncId:guid}", GetAsync).WithSummary("How far a sync is.");
    }

    private static async Task<Ok<SyncAnswer>> SyncAsync(TenantId tenant, SyncRequest request, SyncRunner runner, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await runner.CompareAsync(tenant, request, cancellationToken);
            return TypedResults.Ok(request.DryRun ? answer : answer with { SyncId = (await runner.BeginAsync(tenant, request, cancellationToken)).Id });
        }
        catch (RequestException)
        {
            throw AdminException.Unavailable("The ingress or Accounts does not answer; try again later. Nothing was done.");
        }
    }

    private static async Task<Ok<ListPage<SyncProgress>>> ListAsync(
        TenantId tenant,
        [AsParameters] AdminListRequest request,
        IDocumentCollection<SyncRun> runs,
        IDocumentCollection<UserSaga> sagas,
        CancellationToken cancellationToken)
    {
        var page = await request.ReadAsync(runs, tenant, document => document.Body, cancellationToken, descending: true);
        var items = new List<SyncProgress>();
        foreach (var run in page.Items)
            items.Add(await SyncProgress.OfAsync(run, sagas, cancellationToken));
        return TypedResults.Ok(new ListPage<SyncProgress>(items, page.NextCursor));
    }

    private static async Task<Ok<SyncProgress>> GetAsync(
        TenantId tenant, Guid syncId, IDocumentCollection<SyncRun> runs, IDocumentCollection<UserSaga> sagas, CancellationToken cancellationToken)
    {
        var run = await runs.GetAsync(tenant, syncId.ToString(), cancellationToken)
            ?? throw AdminException.NotFound($"Tenant '{tenant}' has no sync {syncId}.");
        return TypedResults.Ok(await SyncProgress.OfAsync(run.Body, sagas, cancellationToken));
    }
}
