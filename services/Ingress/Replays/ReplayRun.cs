using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Replays;

/// <summary>A replay of what is known of a tenant, with its progress. The ingress sends the directory, other services their own.</summary>
internal sealed record ReplayRun : IHasOutbox<ReplayRun>
{
    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    /// <summary>The queue of one subscriber; null for all subscribers.</summary>
    public string? Queue { get; init; }

    /// <summary>Maximum number of users or groups a second, and of what each other service sends.</summary>
    public required int Rate { get; init; }

    /// <summary>What is sent.</summary>
    public IReadOnlyList<ReplayType> Types { get; init; } = Directory;

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

    /// <summary>Number of accounts that Accounts has sent.</summary>
    public long Accounts { get; init; }

    /// <summary>Number of people whose access Accounts has sent.</summary>
    public long Access { get; init; }

    /// <summary>True once the directory was sent; the other services may still be sending theirs.</summary>
    public bool IsDirectorySent { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    public DateTimeOffset? NextDueAt { get; init; }

    public static CollectionDefinition<ReplayRun> Collection { get; } = new()
    {
        Service = IngressService.Name,
        Name = "replays",
    };

    /// <summary>The types that the ingress sends, which are also the default.</summary>
    public static IReadOnlyList<ReplayType> Directory { get; } = [ReplayType.Users, ReplayType.Groups, ReplayType.Memberships];

    /// <summary>True for a type that another service sends.</summary>
    public static bool IsElsewhere(ReplayType type) => !Directory.Contains(type);

    public ReplayRun WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
