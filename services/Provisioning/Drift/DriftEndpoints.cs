using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Provisioning.Drift;

/// <summary>The drift report in the admin API. What it finds is repaired by a sync; what was edited by hand, by a forced one.</summary>
internal static class DriftEndpoints
{
    public static void MapDrift(this IEndpointRouteBuilder app)
    {
        var drift = app.MapAdminApi("Drift");
        drift.MapGet("/{tenant}/drift", GetAsync).WithSummary("What the last comparison of directory and accounts found.");
        drift.MapPost("/{tenant}/drift", BeginAsync).WithSummary("Compares now.");
        drift.MapGet("/{tenant}/drift/items", ListAsync).WithSummary("Lists the accounts that the last comparison found to be different.");
    }

    private static async Task<Ok<DriftView>> GetAsync(TenantId tenant, IDocumentCollection<DriftReport> reports, CancellationToken cancellationToken) =>
        TypedResults.Ok(DriftView.Of(await FindAsync(tenant, reports, cancellationToken)));

    private static async Task<Accepted<DriftView>> BeginAsync(
        TenantId tenant, DriftPatrol patrol, IDocumentCollection<DriftReport> reports, CancellationToken cancellationToken)
    {
        await patrol.BeginAsync(tenant, cancellationToken);
        return TypedResults.Accepted($"/api/tenants/{tenant}/drift", DriftView.Of(await FindAsync(tenant, reports, cancellationToken)));
    }

    private static async Task<Ok<ListPage<DriftItem>>> ListAsync(
        TenantId tenant, [AsParameters] AdminListRequest request, IDocumentCollection<DriftItem> items, CancellationToken cancellationToken) =>
        TypedResults.Ok(await request.ReadAsync(items, tenant, document => document.Body, cancellationToken));

    private static async Task<DriftReport> FindAsync(TenantId tenant, IDocumentCollection<DriftReport> reports, CancellationToken cancellationToken) =>
        (await reports.GetAsync(tenant, tenant.Value, cancellationToken))?.Body ?? new DriftReport { Tenant = tenant };
}

/// <summary>The drift report as the admin API shows it.</summary>
/// <param name="Number">Counts the comparisons.</param>
/// <param name="Running">Whether one is under way.</param>
/// <param name="At">When the last one was finished; null before the first.</param>
/// <param name="Counts">What it found; null before the first.</param>
/// <param name="NextAt">When the next begins; null while one is under way.</param>
internal sealed record DriftView(int Number, bool Running, DateTimeOffset? At, DriftCounts? Counts, DateTimeOffset? NextAt)
{
    public static DriftView Of(DriftReport report)
    {
        var isRunning = report.Position is not null;
        return new DriftView(report.Number, isRunning, report.LastAt, report.Last, isRunning ? null : report.NextDueAt);
    }
}
