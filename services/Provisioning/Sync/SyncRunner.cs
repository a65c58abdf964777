using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Comparing;
using Scim.Bus.Provisioning.Tenants;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Sync;

/// <summary>Syncs: says what would be done, and has the sagas of those concerned do it.</summary>
internal sealed class SyncRunner(
    Outbox<SyncRun> runs,
    Comparer comparer,
    TenantSettingsCache<TenantConsumer> tenants,
    IMessagePublisher publisher,
    TimeProvider time,
    ILogger<SyncRunner> logger) : ResumableJob<SyncRun>(runs, logger)
{
    private const int Parallelism = 32;

    /// <summary>Compares everything that is asked for.</summary>
    public async Task<SyncAnswer> CompareAsync(TenantId tenant, SyncRequest request, CancellationToken cancellationToken)
    {
        var settings = (await tenants.GetAsync(tenant, cancellationToken)).Settings;
        var scope = new ComparisonScope { Tenant = tenant, Groups = request.Groups };
        var found = new List<Difference>();
        var compared = 0;
        for (var position = ComparisonPosition.Start; position is not null;)
        {
            var page = await comparer.ReadAsync(scope, position, cancellationToken);
            compared += page.Pairs.Count;
            found.AddRange(page.Pairs.Select(pair => pair.Difference(settings, request.Force)).OfType<Difference>());
            position = page.Next;
        }

        return new SyncAnswer
        {
            Create = Of(DifferenceKind.Create),
            Change = Of(DifferenceKind.Change),
            Remove = Of(DifferenceKind.Remove),
            Unchanged = compared - found.Count,
        };

        IReadOnlyList<Difference> Of(DifferenceKind kind) => [.. found.Where(difference => difference.Kind == kind)];
    }

    /// <summary>Stores a run and begins with it.</summary>
    public async Task<SyncRun> BeginAsync(TenantId tenant, SyncRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var run = new SyncRun
        {
            Id = Guid.CreateVersion7(now),
            Tenant = tenant,
            StartedAt = now,
            Groups = request.Groups,
            Force = request.Force,
            NextDueAt = now + LeaseDuration,
        };
        var result = await Outbox.InsertAsync(new Document<SyncRun> { Tenant = tenant, Id = run.Id.ToString(), Body = run }, cancellationToken);
        Enqueue(result.EnsureDone($"Sync {run.Id}"));
        return run;
    }

    protected override async Task<(SyncRun Next, bool HasMore)> StepAsync(SyncRun body, CancellationToken cancellationToken)
    {
        if (body.FinishedAt is not null)
            return (body, false);
        var settings = (await tenants.GetAsync(body.Tenant, cancellationToken)).Settings;
        var page = await comparer.ReadAsync(new ComparisonScope { Tenant = body.Tenant, Groups = body.Groups }, body.Position, cancellationToken);
        var differences = page.Pairs.Select(pair => (Pair: pair, Difference: pair.Difference(settings, body.Force))).Where(found => found.Difference is not null).ToList();
        await publisher.PublishAllAsync(differences.Select(found => SyncCommand(body, found.Pair)), Parallelism, cancellationToken);

        var now = time.GetUtcNow();
        return (
            body with
            {
                Create = body.Create + Count(DifferenceKind.Create),
                Change = body.Change + Count(DifferenceKind.Change),
                Remove = body.Remove + Count(DifferenceKind.Remove),
                Unchanged = body.Unchanged + page.Pairs.Count - differences.Count,
                Position = page.Next ?? body.Position,
                FinishedAt = page.Next is null ? now : null,
                NextDueAt = page.Next is null ? null : now + LeaseDuration,
            },
            page.Next is not null);

        int Count(DifferenceKind kind) => differences.Count(found => found.Difference!.Kind == kind);
    }

    private PendingMessage SyncCommand(SyncRun run, Pair pair) => PendingMessage.Create(
        new SyncUser
        {
            Tenant = run.Tenant,
            User = pair.UserId,
            Sync = run.Id,
            Directory = pair.User,
            HasAccount = pair.Account?.User is not null,
            AccountGeneration = pair.Account?.Generation ?? 0,
            Force = run.Force,
        },
        MessageIds.Create(pair.UserId.Value, 0, $"{nameof(SyncUser)}/{run.Id}"),
        time.GetUtcNow());
}
