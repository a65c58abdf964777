using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Provisioning.Users.Storage;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Drift;

/// <summary>The drift report in the admin API. A sync repairs what it lists, manual edits only if the sync is forced.</summary>
internal static class DriftEndpoints
{
    public static void MapDrift(this IEndpointRouteBuilder app)
    {
        var drift = app.MapTenantApi<TenantLookup<ProvisioningService>>("Drift");
        drift.MapGet("/drift", GetAsync).WithSummary("Returns what the last comparison of directory and accounts found.");
        drift.MapPost("/drift", StartAsync)
            .Audited(SagaCollection.Service, "drift.start")
            .WithSummary("Starts a comparison now, unless one is running.");
        drift.MapGet("/drift/items", ListItemsAsync).WithSummary("Lists the accounts that differ from the directory.");
    }

    private static async Task<Ok<DriftView>> GetAsync(
        TenantId tenant, IDocumentCollection<DriftReport> reports, CancellationToken cancellationToken) =>
        TypedResults.Ok(DriftView.From(await FindAsync(tenant, reports, cancellationToken)));

    private static async Task<Accepted<DriftView>> StartAsync(
        TenantId tenant,
        AdminAct act,
        DriftDetectionJob job,
        IDocumentCollection<DriftReport> reports,
        CancellationToken cancellationToken)
    {
        await job.StartNowAsync(tenant, act, cancellationToken);
        var report = await FindAsync(tenant, reports, cancellationToken);
        return TypedResults.Accepted($"/api/tenants/{tenant}/drift", DriftView.From(report));
    }

    private static async Task<Ok<ListPage<DriftItem>>> ListItemsAsync(
        TenantId tenant,
        [AsParameters] AdminListRequest request,
        IDocumentCollection<DriftItem> items,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await request.ReadAsync(items, tenant, document => document.Body, cancellationToken));

    private static async Task<DriftReport> FindAsync(
        TenantId tenant, IDocumentCollection<DriftReport> reports, CancellationToken cancellationToken) =>
        (await reports.GetAsync(tenant, tenant.Value, cancellationToken))?.Body ?? new DriftReport { Tenant = tenant };
}
