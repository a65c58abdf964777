using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Clients;

/// <summary>An Access Group, as the admin API returns it.</summary>
public sealed record AccessGroup
{
    public GroupId Id { get; init; }

    public string DisplayName { get; init; } = "";

    public bool Configured { get; init; }

    public IReadOnlyList<string> Permissions { get; init; } = [];

    public IReadOnlyList<string> Visibilities { get; init; } = [];

    public IReadOnlyList<string> Notifications { get; init; } = [];

    public long? MemberCount { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
}
