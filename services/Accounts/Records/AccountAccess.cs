using Scim.Bus.Contracts;

namespace Scim.Bus.Accounts.Records;

/// <summary>The access of an account: all of it from one Access Group, replaced as a whole (I4).</summary>
internal sealed record AccountAccess
{
    public static AccountAccess None { get; } = new();

    public GroupId? Group { get; init; }

    public string? DisplayName { get; init; }

    public IReadOnlyList<string> Permissions { get; init; } = [];

    public IReadOnlyList<string> Visibilities { get; init; } = [];

    public IReadOnlyList<string> Notifications { get; init; } = [];

    /// <summary>Generation of the command that assigned the group. With the group's version it says which access is newer.</summary>
    public long Generation { get; init; }

    /// <summary>Version of the Access Group whose settings these are; 0 if they were not known, or if there is no group.</summary>
    public long GroupVersion { get; init; }

    /// <summary>
    /// The access after a group was assigned: the same if it is the account's group already, unless its settings are newer.
    /// </summary>
    /// <param name="group">The group; null for none.</param>
    /// <param name="generation">Generation of the command that assigns it.</param>
    /// <param name="settings">The group's settings; null if they are not known yet.</param>
    public AccountAccess Assign(GroupId? group, long generation, AccessGroupRecord? settings) => group == Group
        ? WithNewer(settings)
        : Create(group, generation, settings);

    /// <summary>The access with newer settings of its group. A group that was removed takes nothing away: the users' sagas do.</summary>
    public AccountAccess WithNewer(AccessGroupRecord? settings) =>
        settings is { Removed: false } && settings.Id == Group && settings.Version > GroupVersion
            ? Create(Group, Generation, settings)
            : this;

    private static AccountAccess Create(GroupId? group, long generation, AccessGroupRecord? settings) => new()
    {
        Group = group,
        DisplayName = settings?.DisplayName,
        Permissions = settings?.Permissions ?? [],
        Visibilities = settings?.Visibilities ?? [],
        Notifications = settings?.Notifications ?? [],
        Generation = generation,
        GroupVersion = settings?.Version ?? 0,
    };
}
