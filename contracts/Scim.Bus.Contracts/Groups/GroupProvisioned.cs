namespace Scim.Bus.Contracts;

/// <summary>A group was created. Its members come in <see cref="GroupMembershipChanged"/>.</summary>
public sealed record GroupProvisioned : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The group.</summary>
    public required GroupId Group { get; init; }

    /// <summary>The group's version. Only grows; apply a message if its version is higher than the one that you hold.</summary>
    public required long Version { get; init; }

    /// <summary>The group's name: that of the Access Group. Unique in the tenant, whatever its spelling.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The identity provider's own key for the group.</summary>
    public string? ExternalId { get; init; }

    /// <summary>When the directory accepted the change, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
