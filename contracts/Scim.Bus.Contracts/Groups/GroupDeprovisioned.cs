namespace Scim.Bus.Contracts;

/// <summary>A group was deleted. The removal of its members comes in <see cref="GroupMembershipChanged"/>.</summary>
public sealed record GroupDeprovisioned : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The group. The id is never used again.</summary>
    public required GroupId Group { get; init; }

    /// <summary>The group's last version. Keep it, so that a late message with a lower version is recognised as old.</summary>
    public required long Version { get; init; }

    /// <summary>Last name of the group.</summary>
    public required string DisplayName { get; init; }

    /// <summary>When the directory accepted the change, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
