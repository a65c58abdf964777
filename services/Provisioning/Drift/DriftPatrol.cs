using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Comparing;
using Scim.Bus.Provisioning.Tenants;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Drift;

/// <summary>Compares the directory of each tenant with its accounts, time and again, page by page. It repairs nothing: a sync does.</summary>
internal sealed class DriftPatrol(
    Outbox<DriftReport> reports,
    IDocumentCollection<DriftItem> items,
    IDocumentCollection<UserSaga> sagas,
    Comparer comparer,
    TenantSettingsCache<TenantConsumer> tenants,
    IOptions<ProvisioningOptions> options,
    DriftTelemetry telemetry,
    TimeProvider time,
    ILogger<DriftPatrol> logger) : ResumableJob<DriftReport>(reports, logger)
{
    private const int CleanBatch = 500;

    /// <summary>Has a tenant's directory be compared from now on.</summary>
    public Task ScheduleAsync(TenantId tenant, CancellationToken cancellationToken) => Outbox.InsertAsync(
        new Document<DriftReport> { Tenant = tenant, Id = tenant.Value, Body = New(tenant) }, cancellationToken);

    /// <summary>Compares now, unless it is being done.</summary>
    public async Task BeginAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var report = await Outbox.UpsertAsync(
            tenant,
            tenant.Value,
            present => present is { Position: not null } ? present : (present ?? New(tenant)) with { NextDueAt = time.GetUtcNow() },
            cancellationToken);
        if (report.Body.Position is null)
            Enqueue(report);
    }

    protected override async Task<(DriftReport Next, bool HasMore)> StepAsync(DriftReport body, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (body.Position is not { } position)
        {
            // A document that was enqueued twice is not due a second time.
            return body.NextDueAt > now
                ? (body, false)
                : (body with { Number = body.Number + 1, Position = ComparisonPosition.Start, Found = DriftCounts.None, NextDueAt = now + LeaseDuration }, true);
        }

        var page = await comparer.ReadAsync(new ComparisonScope { Tenant = body.Tenant }, position, cancellationToken);
        var found = await FindAsync(body, page.Pairs, cancellationToken);
        foreach (var item in found)
            await items.UpsertAsync(body.Tenant, item.UserId.ToString(), _ => item, cancellationToken);
        var counts = body.Found.With(page.Pairs.Count, found);
        if (page.Next is { } next)
            return (body with { Position = next, Found = counts, NextDueAt = now + LeaseDuration }, true);

        await ForgetAsync(body, cancellationToken);
        telemetry.Found(body.Tenant, counts);
        return (body with { Position = null, Last = counts, LastAt = now, NextDueAt = now + options.Value.DriftEvery }, false);
    }

    /// <summary>What the pairs tell, without those that a saga is working on.</summary>
    private async Task<IReadOnlyList<DriftItem>> FindAsync(DriftReport report, IReadOnlyList<Pair> pairs, CancellationToken cancellationToken)
    {
        var settings = (await tenants.GetAsync(report.Tenant, cancellationToken)).Settings;
        var found = pairs.Select(pair => DriftItem.Of(pair, settings, report.Number)).OfType<DriftItem>().ToList();
        if (found.Count == 0)
            return [];
        var known = await sagas.GetManyAsync(report.Tenant, [.. found.Select(item => item.UserId.ToString())], cancellationToken);
        var busy = known.Where(saga => UserSagaCollection.Working.Contains(saga.Body.CurrentState)).Select(saga => saga.Body.User).ToHashSet();
        return [.. found.Where(item => !busy.Contains(item.UserId))];
    }

    /// <summary>Removes what this comparison did not find any more.</summary>
    private async Task ForgetAsync(DriftReport report, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = report.Tenant, Filter = DriftItem.Before(report.Number), Limit = CleanBatch };
        while (await items.QueryAsync(query, cancellationToken) is { Count: > 0 } old)
        {
            foreach (var item in old)
                await items.DeleteAsync(item, cancellationToken);
        }
    }

    private DriftReport New(TenantId tenant) => new() { Tenant = tenant, NextDueAt = time.GetUtcNow() + options.Value.DriftEvery };
}
