using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Replays;

/// <summary>A replay of a tenant's directory, with its progress.</summary>
internal sealed record ReplayRun : IHasOutbox<ReplayRun>
{
    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    /// <summary>The queue of one subscriber; null for all subscribers.</summary>
    public string? Queue { get; init; }

    /// <summary>Maximum number of users or groups a second.</summary>
    public required int Rate { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>True if it was cancelled before it finished.</summary>
    public bool Cancelled { get; init; }

    /// <summary>Why the last page could not be sent; null if it was.</summary>
    public string? Problem { get; init; }

    /// <summary>False while groups are sent, which come first so that memberships refer to known groups; true while users are.</summary>
    public bool IsAmongUsers { get; init; }

    /// <summary>Id of the last group or user that was sent; null before the first of each.</summary>
    public string? After { get; init; }

    public long Groups { get; init; }

    public long Users { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    public DateTimeOffset? NextDueAt { get; init; }

    public static CollectionDefinition<ReplayRun> Collection { get; } = new()
    {
        Service = IngressService.Name,
        Name = "replays",
    };

    public ReplayRun WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
