using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;

namespace Scim.Bus.AccessGroups.Api;

/// <summary>An Access Group as the admin API shows it.</summary>
internal sealed record AccessGroupView
{
    public required GroupId Id { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>All Access Groups of today come from SCIM.</summary>
    public string Origin { get; init; } = "scim";

    public required bool Configured { get; init; }

    public required IReadOnlyList<string> Permissions { get; init; }

    public required IReadOnlyList<string> Visibilities { get; init; }

    public required IReadOnlyList<string> Notifications { get; init; }

    public long? MemberCount { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static AccessGroupView Of(AccessGroupRecord group, long? memberCount) => new()
    {
        Id = group.Id,
        DisplayName = group.DisplayName,
        Configured = group.Configured,
        Permissions = group.Settings.Permissions,
        Visibilities = group.Settings.Visibilities,
        Notifications = group.Settings.Notifications,
        MemberCount = memberCount,
        Version = group.Version,
        UpdatedAt = group.UpdatedAt.ToUniversalTime(),
    };
}
