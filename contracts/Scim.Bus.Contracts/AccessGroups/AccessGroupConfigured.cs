namespace Scim.Bus.Contracts;

/// <summary>
/// An admin changed the settings of an Access Group. The changes for its members follow as <see cref="AccessGroupApplied"/>.
/// </summary>
public sealed record AccessGroupConfigured : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The Access Group.</summary>
    public required GroupId Group { get; init; }

    /// <summary>The Access Group's version. Only grows.</summary>
    public required long Version { get; init; }

    /// <summary>Its name.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What its members may do.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>What its members may see.</summary>
    public required IReadOnlyList<string> Visibilities { get; init; }

    /// <summary>What its members are notified of.</summary>
    public required IReadOnlyList<string> Notifications { get; init; }

    /// <summary>When the admin changed the settings, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
