using Scim.Bus.Contracts;

namespace Scim.Bus.AccessGroups.Records;

/// <summary>An Access Group as the admin API returns it. Lists are filtered and sorted by these fields.</summary>
internal sealed record AccessGroupView
{
    public required GroupId Id { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Always <c>scim</c>: Access Groups are created from groups of the directory only.</summary>
    public string Origin { get; init; } = "scim";

    public required bool Configured { get; init; }

    public required IReadOnlyList<string> Permissions { get; init; }

    public required IReadOnlyList<string> Visibilities { get; init; }

    public required IReadOnlyList<string> Notifications { get; init; }

    /// <summary>Number of accounts that have access by the group; null if Accounts did not answer.</summary>
    public long? MemberCount { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static AccessGroupView From(AccessGroupRecord group, long? memberCount) => new()
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
