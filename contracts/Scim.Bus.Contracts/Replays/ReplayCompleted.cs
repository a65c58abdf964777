namespace Scim.Bus.Contracts;

/// <summary>
/// All of a tenant's directory was sent again, in the messages that carry this replay in the header <see cref="Header"/>. What they did not
/// tell of is not in the directory any more: a subscriber that began with an empty store is complete now, one that holds users or groups
/// that it was not told of may drop them.
/// </summary>
public sealed record ReplayCompleted
{
    /// <summary>The header of a replayed message; its value is the replay's id.</summary>
    public const string Header = "Scim-Bus-Replay";

    /// <summary>Whose directory it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The replay.</summary>
    public required Guid Replay { get; init; }

    /// <summary>When it began, UTC: what is newer may not have been in it.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How many users it told of.</summary>
    public required long Users { get; init; }

    /// <summary>How many groups it told of.</summary>
    public required long Groups { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
