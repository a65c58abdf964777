using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Comparison;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Drift;

/// <summary>
/// Compares each tenant's directory with its accounts at an interval, a page at a time, and reports the differences. Only a sync repairs
/// them.
/// </summary>
internal sealed class DriftDetectionJob(
    Outbox<DriftReport> reports,
    IDocumentCollection<DriftItem> items,
    IDocumentCollection<UserProvisioningState> sagas,
    DirectoryAccountReader reader,
    TenantSettingsCache<ProvisioningService> tenants,
    IOptions<ProvisioningOptions> options,
    DriftTelemetry telemetry,
    TimeProvider time,
    ILogger<DriftDetectionJob> logger) : ResumableJob<DriftReport>(reports, logger)
{
    private const int CleanupPageSize = 500;

    /// <summary>Schedules a tenant's first comparison, unless the tenant has a report already.</summary>
    public Task ScheduleAsync(TenantId tenant, CancellationToken cancellationToken) => Outbox.InsertAsync(
        new Document<DriftReport> { Tenant = tenant, Id = tenant.Value, Body = NewReport(tenant) }, cancellationToken);

    /// <summary>Starts a comparison now, unless one is running.</summary>
    public async Task StartNowAsync(TenantId tenant, AdminAct act, CancellationToken cancellationToken)
    {
        var report = await Outbox.UpsertAsync(tenant, tenant.Value, Start, cancellationToken);
        if (report.Body.Position is null)
            Enqueue(report);

        DriftReport Start(DriftReport? present)
        {
            if (present is { Position: not null })
            {
                act.MarkUnchanged();
                return present;
            }

            var next = (present ?? NewReport(tenant)) with { NextDueAt = Outbox.Clock.GetUtcNow() };
            return act.Record(null, next, "drift", of => new JsonObject { ["last"] = of.Number }, time.GetUtcNow());
        }
    }

    protected override async Task<(DriftReport Next, bool HasMore)> StepAsync(DriftReport body, CancellationToken cancellationToken)
    {
        var now = Outbox.Clock.GetUtcNow();
        if (body.Position is not { } position)
        {
            // Not due any more if it was queued twice: the first pass has completed the comparison.
            return body.NextDueAt > now ? (body, false) : (FirstStep(body), true);
        }

        var page = await reader.ReadAsync(new ComparisonScope { Tenant = body.Tenant }, position, cancellationToken);
        var found = await FindDriftAsync(body, page.Users, cancellationToken);
        foreach (var item in found)
            await items.UpsertAsync(body.Tenant, item.UserId.ToString(), _ => item, cancellationToken);
        var counts = body.Found.Add(page.Users.Count, found);
        if (page.Next is { } next)
            return (body with { Position = next, Found = counts, NextDueAt = LeaseEnd }, true);

        await DeleteOutdatedAsync(body, cancellationToken);
        telemetry.Record(body.Tenant, counts);
        return (body with { Position = null, Last = counts, LastAt = time.GetUtcNow(), NextDueAt = now + options.Value.DriftEvery }, false);
    }

    private DriftReport FirstStep(DriftReport report) => report with
    {
        Number = report.Number + 1,
        Position = ComparisonPosition.Start,
        Found = DriftCounts.None,
        NextDueAt = LeaseEnd,
    };

    /// <summary>Finds the drift of these users, without those whose saga is applying changes at the moment.</summary>
    private async Task<IReadOnlyList<DriftItem>> FindDriftAsync(
        DriftReport report, IReadOnlyList<ComparedUser> users, CancellationToken cancellationToken)
    {
        var settings = (await tenants.GetAsync(report.Tenant, cancellationToken)).Settings;
        var found = users.Select(user => DriftItem.From(user, settings, report.Number)).OfType<DriftItem>().ToList();
        if (found.Count == 0)
            return [];
        var known = await sagas.GetManyAsync(report.Tenant, [.. found.Select(item => item.UserId.ToString())], cancellationToken);
        var working = known.Where(saga => SagaCollection.Working.Contains(saga.Body.CurrentState))
            .Select(saga => saga.Body.User)
            .ToHashSet();
        return [.. found.Where(item => !working.Contains(item.UserId))];
    }

    /// <summary>Deletes the items of earlier comparisons that this one did not find again.</summary>
    private async Task DeleteOutdatedAsync(DriftReport report, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = report.Tenant, Filter = DriftItem.FoundBefore(report.Number), Limit = CleanupPageSize };
        while (await items.QueryAsync(query, cancellationToken) is { Count: > 0 } outdated)
        {
            foreach (var item in outdated)
                await items.DeleteAsync(item, cancellationToken);
        }
    }

    private DriftReport NewReport(TenantId tenant) =>
        new() { Tenant = tenant, NextDueAt = Outbox.Clock.GetUtcNow() + options.Value.DriftEvery };
}
