namespace Scim.Bus.Contracts;

/// <summary>A group was deleted. What it means for its members comes in <see cref="GroupMembershipChanged"/>.</summary>
public sealed record GroupDeprovisioned
{
    /// <summary>Whose group it was.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The group. The id is never used again.</summary>
    public required GroupId Group { get; init; }

    /// <summary>The group's last version. Keep it, so that an older message that comes late finds it.</summary>
    public required long Version { get; init; }

    /// <summary>The name that the group had.</summary>
    public required string DisplayName { get; init; }

    /// <summary>When the directory accepted the change, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
