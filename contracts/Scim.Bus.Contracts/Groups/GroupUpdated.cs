namespace Scim.Bus.Contracts;

/// <summary>A group's own attributes changed: a rename, mostly.</summary>
public sealed record GroupUpdated
{
    /// <summary>Whose group it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The group.</summary>
    public required GroupId Group { get; init; }

    /// <summary>The group's version. Only grows; apply what is above the version that you hold.</summary>
    public required long Version { get; init; }

    /// <summary>The group's name as it is now.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The identity provider's own key for the group.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The SCIM attributes that this change touched.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>When the directory accepted the change, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
