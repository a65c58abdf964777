using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Tenants;

/// <summary>
/// Wakes the sagas that a tenant's changed settings affect: those on hold, and those whose desired state changes with the groups to sync.
/// Looks at them again every few hours, because a saga on hold has no timer of its own.
/// </summary>
internal sealed class SettingsRolloutJob(
    Outbox<SettingsRollout> rollouts,
    IDocumentCollection<UserProvisioningState> sagas,
    TenantSettingsCache<ProvisioningService> tenants,
    IMessagePublisher publisher,
    TimeProvider time,
    ILogger<SettingsRolloutJob> logger) : ResumableJob<SettingsRollout>(rollouts, logger)
{
    private const int PageSize = 500;
    private const int Parallelism = 32;

    /// <summary>
    /// Until then other processes of the service may use the former settings, from their cache. Waited for by whoever carries the rollout
    /// out: a time of day comes too early on a machine whose clock is ahead.
    /// </summary>
    private static readonly TimeSpan Delay = TenantSettingsCollection.CacheDuration + TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(6);

    /// <summary>Schedules a rollout. One that is running for an older version starts again from the beginning.</summary>
    public Task ScheduleAsync(TenantId tenant, long version, CancellationToken cancellationToken) => Outbox.UpsertAsync(
        tenant,
        tenant.Value,
        present => present?.Version >= version
            ? present
            : new SettingsRollout { Tenant = tenant, Version = version, NextDueAt = Outbox.Clock.GetUtcNow() },
        cancellationToken);

    /// <inheritdoc />
    /// <remarks>Many tenants wait at the same time, and whoever looks at settings again that were rolled out before does not.</remarks>
    public override Task ExecuteAsync(Document<SettingsRollout> document, CancellationToken cancellationToken)
    {
        if (document.Body is { After: null } rollout && rollout.RolledOut < rollout.Version)
            EnqueueAfter(Delay, document, time, cancellationToken);
        else
            Enqueue(document);
        return Task.CompletedTask;
    }

    protected override async Task<(SettingsRollout Next, bool HasMore)> StepAsync(
        SettingsRollout body, CancellationToken cancellationToken)
    {
        var settings = (await tenants.GetAsync(body.Tenant, cancellationToken)).Settings;
        var query = new DocumentQuery
        {
            Tenant = body.Tenant,
            After = body.After is { } after ? new PagePosition(null, after.ToString()) : null,
            Limit = PageSize,
        };
        var page = await sagas.QueryAsync(query, cancellationToken);
        var affected = page.Where(saga => UserReconciler.IsAffectedBy(saga.Body, settings));
        await publisher.PublishAllAsync(affected.Select(saga => WakeUp(saga.Body, body.Version)), Parallelism, cancellationToken);

        if (page.Count < PageSize)
            return (body with { RolledOut = body.Version, After = null, NextDueAt = Outbox.Clock.GetUtcNow() + LookAgain }, false);
        return (body with { After = page[^1].Body.User, NextDueAt = LeaseEnd }, true);
    }

    private PendingMessage WakeUp(UserProvisioningState saga, long version) => PendingMessage.Create(
        new UserTimeoutElapsed { Tenant = saga.Record.Tenant, User = saga.User },
        MessageIds.Create(saga.CorrelationId, version, $"{nameof(UserTimeoutElapsed)}/settings"),
        time.GetUtcNow());
}
