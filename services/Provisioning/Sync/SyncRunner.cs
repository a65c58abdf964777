using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Comparison;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Sync;

/// <summary>Runs syncs: finds the differences between directory and accounts, and hands each to the saga of its user.</summary>
internal sealed class SyncRunner(
    Outbox<SyncRun> runs,
    DirectoryAccountReader reader,
    TenantSettingsCache<ProvisioningService> tenants,
    IMessagePublisher publisher,
    IOptions<ProvisioningOptions> options,
    TimeProvider time,
    ILogger<SyncRunner> logger) : ResumableJob<SyncRun>(runs, logger)
{
    private const int Parallelism = 32;

    /// <summary>
    /// Lists the differences, without changing anything: all of them, or those that are found within
    /// <see cref="ProvisioningOptions.CompareSyncFor"/>.
    /// </summary>
    public async Task<SyncAnswer> CompareAsync(TenantId tenant, SyncRequest request, CancellationToken cancellationToken)
    {
        var settings = (await tenants.GetAsync(tenant, cancellationToken)).Settings;
        var scope = new ComparisonScope { Tenant = tenant, Groups = request.Groups };
        var found = new List<Difference>();
        var (compared, began) = (0, time.GetTimestamp());
        ComparisonPosition? position = ComparisonPosition.Start;
        do
        {
            var page = await reader.ReadAsync(scope, position, cancellationToken);
            compared += page.Users.Count;
            found.AddRange(page.Users.Select(user => user.FindDifference(settings, request.Force)).OfType<Difference>());
            position = page.Next;
        }
        while (position is not null && time.GetElapsedTime(began) < options.Value.CompareSyncFor);

        return new SyncAnswer
        {
            Create = Select(DifferenceKind.Create),
            Change = Select(DifferenceKind.Change),
            Remove = Select(DifferenceKind.Remove),
            Unchanged = compared - found.Count,
            IsComplete = position is null,
        };

        IReadOnlyList<Difference> Select(DifferenceKind kind) => [.. found.Where(difference => difference.Kind == kind)];
    }

    /// <summary>Stores a sync and starts it in the background.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="request">What to sync.</param>
    /// <param name="act">The act of whoever starts it; null for none.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public async Task<SyncRun> StartSyncAsync(
        TenantId tenant, SyncRequest request, AdminAct? act, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var run = new SyncRun
        {
            Id = Guid.CreateVersion7(now),
            Tenant = tenant,
            StartedAt = now,
            Groups = request.Groups,
            Force = request.Force,
            NextDueAt = LeaseEnd,
        };
        run = act?.Record(null, run, $"syncs/{run.Id}", Facts, now) ?? run;
        var document = new Document<SyncRun> { Tenant = tenant, Id = run.Id.ToString(), Body = run };
        var result = await Outbox.InsertAsync(document, cancellationToken);
        Enqueue(result.EnsureDone($"Sync {run.Id}"));
        return run;
    }

    protected override async Task<(SyncRun Next, bool HasMore)> StepAsync(SyncRun body, CancellationToken cancellationToken)
    {
        if (body.FinishedAt is not null)
            return (body, false);
        var settings = (await tenants.GetAsync(body.Tenant, cancellationToken)).Settings;
        var scope = new ComparisonScope { Tenant = body.Tenant, Groups = body.Groups };
        var page = await reader.ReadAsync(scope, body.Position, cancellationToken);
        var found = page.Users
            .Select(user => (User: user, Difference: user.FindDifference(settings, body.Force)))
            .Where(pair => pair.Difference is not null)
            .ToList();
        await publisher.PublishAllAsync(found.Select(pair => SyncCommand(body, pair.User)), Parallelism, cancellationToken);

        var now = time.GetUtcNow();
        return (
            body with
            {
                Create = body.Create + Count(DifferenceKind.Create),
                Change = body.Change + Count(DifferenceKind.Change),
                Remove = body.Remove + Count(DifferenceKind.Remove),
                Unchanged = body.Unchanged + page.Users.Count - found.Count,
                Position = page.Next ?? body.Position,
                FinishedAt = page.Next is null ? now : null,
                NextDueAt = page.Next is null ? null : LeaseEnd,
            },
            page.Next is not null);

        int Count(DifferenceKind kind) => found.Count(pair => pair.Difference!.Kind == kind);
    }

    private static JsonObject Facts(SyncRun run) => new()
    {
        ["force"] = run.Force,
        ["groups"] = run.Groups is { } groups ? AuditFacts.Names(groups.Select(group => group.ToString())) : null,
    };

    private PendingMessage SyncCommand(SyncRun run, ComparedUser user) => PendingMessage.Create(
        new SyncUser
        {
            Tenant = run.Tenant,
            User = user.UserId,
            Sync = run.Id,
            Directory = user.User,
            HasAccount = user.Account?.User is not null,
            AccountGeneration = user.Account?.Generation ?? 0,
            Force = run.Force,
        },
        MessageIds.Create(user.UserId.Value, 0, $"{nameof(SyncUser)}/{run.Id}"),
        time.GetUtcNow());
}
