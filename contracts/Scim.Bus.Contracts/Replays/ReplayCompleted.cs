namespace Scim.Bus.Contracts;

/// <summary>
/// Everything of the chosen types that a tenant has was sent again, in messages with this replay's id in the header <see cref="Header"/>. A
/// subscriber that started with an empty store is now complete in these types; one that holds something of them that was not among the
/// messages can delete it.
/// </summary>
public sealed record ReplayCompleted : ITenantMessage
{
    /// <summary>Header of replayed messages; its value is the replay's id.</summary>
    public const string Header = "Scim-Bus-Replay";

    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Id of the replay.</summary>
    public required Guid Replay { get; init; }

    /// <summary>When the replay started, UTC. Later changes may be missing from it.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What was sent.</summary>
    public IReadOnlyList<ReplayType> Types { get; init; } = [ReplayType.Users, ReplayType.Groups, ReplayType.Memberships];

    /// <summary>Number of users sent.</summary>
    public required long Users { get; init; }

    /// <summary>Number of groups sent.</summary>
    public required long Groups { get; init; }

    /// <summary>Number of accounts sent.</summary>
    public long Accounts { get; init; }

    /// <summary>Number of people whose access was sent.</summary>
    public long Access { get; init; }

    /// <summary>When the replay ended, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
