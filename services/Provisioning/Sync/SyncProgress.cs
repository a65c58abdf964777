using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;

namespace Scim.Bus.Provisioning.Sync;

/// <summary>How far a sync is.</summary>
internal sealed record SyncProgress
{
    public required Guid SyncId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary><c>comparing</c> while it is still found out what is to do, <c>applying</c> while sagas work on it, <c>done</c> then.</summary>
    public required string State { get; init; }

    public bool Force { get; init; }

    public IReadOnlyList<GroupId>? Groups { get; init; }

    public int Create { get; init; }

    public int Change { get; init; }

    public int Remove { get; init; }

    public int Unchanged { get; init; }

    /// <summary>Users whose account is what it should be now; one that a later sync took up counts too.</summary>
    public long Done { get; init; }

    /// <summary>Users whose saga gave up: see their saga, or the provisioning log.</summary>
    public long Faulted { get; init; }

    public static async Task<SyncProgress> OfAsync(SyncRun run, IDocumentCollection<UserSaga> sagas, CancellationToken cancellationToken)
    {
        // A saga counts from the moment at which the SyncUser reached it.
        var waiting = run.Total - Math.Min(run.Total, await sagas.CountAsync(run.Tenant, UserSagaCollection.ReachedBy(run.Id), cancellationToken));
        var working = waiting + await CountAsync(UserSagaCollection.Working);
        var faulted = await CountAsync([nameof(Course.Faulted)]);
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

        Task<long> CountAsync(IReadOnlyCollection<string> states) =>
            sagas.CountAsync(run.Tenant, UserSagaCollection.OfSync(run.Id, states), cancellationToken);
    }
}
