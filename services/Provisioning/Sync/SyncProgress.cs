using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;

namespace Scim.Bus.Provisioning.Sync;

/// <summary>Progress of a sync, as the admin API returns it.</summary>
internal sealed record SyncProgress
{
    public required Guid SyncId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>
    /// <c>comparing</c> while directory and accounts are compared, <c>applying</c> while sagas still apply changes, then <c>done</c>.
    /// </summary>
    public required string State { get; init; }

    public bool Force { get; init; }

    public IReadOnlyList<GroupId>? Groups { get; init; }

    /// <summary>Number of accounts to create; as for the next three, among those compared so far.</summary>
    public int Create { get; init; }

    /// <summary>Number of accounts to change.</summary>
    public int Change { get; init; }

    /// <summary>Number of accounts to revoke the access of.</summary>
    public int Remove { get; init; }

    /// <summary>Number of accounts that are in the desired state already.</summary>
    public int Unchanged { get; init; }

    /// <summary>Number of users whose saga has applied the changes, or has begun with a later sync.</summary>
    public long Done { get; init; }

    /// <summary>Number of users whose saga is faulted. The saga and the provisioning log have the reason.</summary>
    public long Faulted { get; init; }

    /// <summary>Counts the sagas of a run by their states.</summary>
    public static async Task<SyncProgress> CountAsync(
        SyncRun run, IDocumentCollection<UserProvisioningState> sagas, CancellationToken cancellationToken)
    {
        // Not reached yet: the SyncUser message is still on its way to the saga.
        var reached = await sagas.CountAsync(run.Tenant, SagaCollection.ReachedBy(run.Id), cancellationToken);
        var working = Math.Max(0, run.Total - reached) + await CountInAsync(SagaCollection.Working);
        var faulted = await CountInAsync([nameof(UserState.Faulted)]);
        return new SyncProgress
        {
            SyncId = run.Id,
            StartedAt = run.StartedAt,
            State = run.FinishedAt is null ? "comparing" : working > 0 ? "applying" : "done",
            Force = run.Force,
            Groups = run.Groups,
            Create = run.Create,
            Change = run.Change,
            Remove = run.Remove,
            Unchanged = run.Unchanged,
            Done = Math.Max(0, run.Total - working - faulted),
            Faulted = faulted,
        };

        Task<long> CountInAsync(IReadOnlyCollection<string> states) =>
            sagas.CountAsync(run.Tenant, SagaCollection.OfSync(run.Id, states), cancellationToken);
    }
}
