using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Tenants;

/// <summary>Wakes the sagas that a tenant's changed settings affect: those on hold, and those whose desired state changes with the chosen groups.</summary>
internal sealed class SettingsWalker(
    Outbox<SettingsWalk> walks,
    IDocumentCollection<UserSaga> sagas,
    TenantSettingsCache<TenantConsumer> tenants,
    IMessagePublisher publisher,
    TimeProvider time,
    ILogger<SettingsWalker> logger) : ResumableJob<SettingsWalk>(walks, logger)
{
    private const int PageSize = 500;
    private const int Parallelism = 32;

    /// <summary>Other processes of the service go by the former settings for a moment longer.</summary>
    private static readonly TimeSpan Delay = TenantSettingsCollection.CacheDuration + TimeSpan.FromSeconds(1);

    /// <summary>Begins a walk, soon; one that is under way begins anew.</summary>
    public Task BeginAsync(TenantId tenant, long version, CancellationToken cancellationToken) => Outbox.UpsertAsync(
        tenant,
        tenant.Value,
        present => present?.Version >= version
            ? present
            : new SettingsWalk { Tenant = tenant, Version = version, NextDueAt = time.GetUtcNow() + Delay },
        cancellationToken);

    protected override async Task<(SettingsWalk Next, bool HasMore)> StepAsync(SettingsWalk body, CancellationToken cancellationToken)
    {
        if (body.NextDueAt is null)
            return (body, false);
        var settings = (await tenants.GetAsync(body.Tenant, cancellationToken)).Settings;
        var page = await sagas.QueryAsync(
            new DocumentQuery
            {
                Tenant = body.Tenant,
                After = body.After is { } after ? new PagePosition(null, after.ToString()) : null,
                Limit = PageSize,
            },
            cancellationToken);
        var concerned = page.Where(saga => Steering.IsConcerned(saga.Body, settings));
        await publisher.PublishAllAsync(concerned.Select(saga => Wake(saga.Body, body.Version)), Parallelism, cancellationToken);

        var hasMore = page.Count == PageSize;
        return (body with { After = hasMore ? page[^1].Body.User : null, NextDueAt = hasMore ? time.GetUtcNow() + LeaseDuration : null }, hasMore);
    }

    private PendingMessage Wake(UserSaga saga, long version) => PendingMessage.Create(
        new UserTimeoutElapsed { Tenant = saga.Tenant, User = saga.User },
        MessageIds.Create(saga.CorrelationId, version, $"{nameof(UserTimeoutElapsed)}/settings"),
        time.GetUtcNow());
}
