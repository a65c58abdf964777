using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Sync;

/// <summary>Syncs in the admin API.</summary>
internal static class SyncEndpoints
{
    public static void MapSync(this IEndpointRouteBuilder app)
    {
        var sync = app.MapTenantApi<TenantLookup<ProvisioningService>>("Sync");
        sync.MapPost("/sync", StartAsync)
            .Audited(SagaCollection.Service, "sync.start")
            .WithSummary("Starts a sync, which makes accounts match the directory; a dry run only lists what would change.");
        sync.MapGet("/sync", ListAsync).WithSummary("Lists syncs, the latest first.");
        sync.MapGet("/sync/{syncId:guid}", GetAsync).WithSummary("Returns the progress of a sync.");
    }

    private static async Task<Ok<SyncAnswer>> StartAsync(
        TenantId tenant, SyncRequest request, AdminAct act, SyncRunner runner, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await runner.CompareAsync(tenant, request, cancellationToken);
            if (request.DryRun)
                return TypedResults.Ok(answer);
            var run = await runner.StartSyncAsync(tenant, request, act, cancellationToken);
            return TypedResults.Ok(answer with { SyncId = run.Id });
        }
        // A timeout or a fault of one of them, or of the connection to the broker.
        catch (MassTransitException)
        {
            throw AdminException.Unavailable("Ingress or Accounts did not answer. No sync was started; try again later.");
        }
    }

    private static async Task<Ok<ListPage<SyncProgress>>> ListAsync(
        TenantId tenant,
        [AsParameters] AdminListRequest request,
        IDocumentCollection<SyncRun> runs,
        IDocumentCollection<UserProvisioningState> sagas,
        CancellationToken cancellationToken)
    {
        var page = await request.ReadAsync(runs, tenant, document => document.Body, cancellationToken, descending: true);
        var items = new List<SyncProgress>();
        foreach (var run in page.Items)
            items.Add(await SyncProgress.CountAsync(run, sagas, cancellationToken));
        return TypedResults.Ok(new ListPage<SyncProgress>(items, page.NextCursor));
    }

    private static async Task<Ok<SyncProgress>> GetAsync(
        TenantId tenant,
        Guid syncId,
        IDocumentCollection<SyncRun> runs,
        IDocumentCollection<UserProvisioningState> sagas,
        CancellationToken cancellationToken)
    {
        var run = await runs.GetAsync(tenant, syncId.ToString(), cancellationToken)
            ?? throw AdminException.NotFound($"Tenant '{tenant}' has no sync {syncId}.");
        return TypedResults.Ok(await SyncProgress.CountAsync(run.Body, sagas, cancellationToken));
    }
}
