namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// AccessGroups to Accounts: name and settings of an Access Group, in full. Accounts keeps a copy and gives the group's members what it
/// says.
/// </summary>
public sealed record AccessGroupSettingsChanged : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required GroupId Group { get; init; }

    /// <summary>The Access Group's version. Only grows.</summary>
    public required long Version { get; init; }

    public required string DisplayName { get; init; }

    public required IReadOnlyList<string> Permissions { get; init; }

    public required IReadOnlyList<string> Visibilities { get; init; }

    public required IReadOnlyList<string> Notifications { get; init; }

    /// <summary>
    /// True if the directory deleted the group. Its members keep their access until their sagas take it away, which may be later.
    /// </summary>
    public bool Removed { get; init; }
}
