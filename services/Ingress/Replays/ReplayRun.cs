using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Replays;

/// <summary>That a tenant's directory is sent again, and how far it got.</summary>
internal sealed record ReplayRun : IHasOutbox<ReplayRun>
{
    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    /// <summary>The one queue that gets it; null for every subscriber.</summary>
    public string? Queue { get; init; }

    /// <summary>Users or groups a second at most.</summary>
    public required int Rate { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Whether it was stopped before its end.</summary>
    public bool Cancelled { get; init; }

    /// <summary>Why it does not go on at present; null if it does.</summary>
    public string? Problem { get; init; }

    /// <summary>Groups come first, so that memberships name known ones.</summary>
    public bool IsAmongUsers { get; init; }

    /// <summary>The last group or user that was told of; null at the beginning of each.</summary>
    public string? After { get; init; }

    public long Groups { get; init; }

    public long Users { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    public DateTimeOffset? NextDueAt { get; init; }

    public static CollectionDefinition<ReplayRun> Collection { get; } = new()
    {
        Service = DirectoryCollections.Service,
        Name = "replays",
    };

    public ReplayRun WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
