using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Comparison;
using Scim.Bus.Provisioning.Users.Storage;

namespace Scim.Bus.Provisioning.Sync;

/// <summary>A sync, running or completed.</summary>
internal sealed record SyncRun : IHasOutbox<SyncRun>
{
    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the last difference was handed to its saga, UTC; null before. The sagas may still be working then.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    public IReadOnlyList<GroupId>? Groups { get; init; }

    public bool Force { get; init; }

    public ComparisonPosition Position { get; init; } = ComparisonPosition.Start;

    public int Create { get; init; }

    public int Change { get; init; }

    public int Remove { get; init; }

    public int Unchanged { get; init; }

    /// <summary>When another process resumes the sync, UTC; null once it is completed.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    /// <summary>Number of differences handed to sagas.</summary>
    [JsonIgnore]
    public int Total => Create + Change + Remove;

    public static CollectionDefinition<SyncRun> Collection { get; } = new()
    {
        Service = SagaCollection.Service,
        Name = "syncs",
    };

    public SyncRun WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
